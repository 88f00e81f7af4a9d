package io.pgretype.shell.traffic;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a graph's keys are like, and how an application writes them so that it works before the change and after it. */
public enum KeyKind {
    /** An integer from an identity that becomes a bigint. */
    NUMBER("bigint", Map.of()) {
        @Override
        void bind(PreparedStatement statement, int index, @Nullable String key) throws SQLException {
            Long number = key == null ? null : Long.valueOf(key);
            FileRow.bindSize(statement, index, number);
        }

        @Override
        @Nullable
        String chosen() {
            return null;
        }
    },
    /**
     * A text of 32 digits that the application chooses and that becomes a uuid. Its parameters are sent without a type, and
     * no statement is kept prepared: the server would keep the type that the parameter had when it was prepared.
     */
    TEXT("uuid", Map.of("stringtype", "unspecified", "prepareThreshold", "0")) {
        @Override
        void bind(PreparedStatement statement, int index, @Nullable String key) throws SQLException {
            statement.setString(index, key);
        }

        @Override
        String chosen() {
            return UUID.randomUUID().toString().replace("-", "");
        }
    };

    private final String newType;
    private final Map<String, String> settings;

    KeyKind(String newType, Map<String, String> settings) {
        this.newType = newType;
        this.settings = settings;
    }

    public String newType() {
        return newType;
    }

    Map<String, String> settings() {
        return settings;
    }

    abstract void bind(PreparedStatement statement, int index, @Nullable String key) throws SQLException;

    /** A new key; null where the database gives it. */
    abstract @Nullable String chosen();

    /** As the application knows it, whatever type it was read from. */
    static @Nullable String known(@Nullable String read) {
        return read == null ? null : read.replace("-", "");
    }
}
