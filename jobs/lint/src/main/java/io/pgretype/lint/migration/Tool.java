package io.pgretype.lint.migration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What runs the migrations of a directory. */
public enum Tool {
    FLYWAY,
    LIQUIBASE,
    GOLANG_MIGRATE,
    DBMATE,
    GOOSE,
    SQLX,
    /** {@code psql -f}, a file after the other by their names. */
    PLAIN;

    /** As it is written in the settings: {@code golang-migrate}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Tool> of(String key) {
        return Arrays.stream(values()).filter(tool -> tool.key().equals(key)).findFirst();
    }

    Format format() {
        return switch (this) {
            case FLYWAY -> new FlywayFormat();
            case LIQUIBASE -> new LiquibaseFormat();
            case GOLANG_MIGRATE, SQLX -> new NumberedFormat(this == SQLX);
            case DBMATE -> new DbmateFormat();
            case GOOSE -> new GooseFormat();
            case PLAIN -> new PlainFormat();
        };
    }
}
