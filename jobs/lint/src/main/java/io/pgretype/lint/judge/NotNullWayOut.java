package io.pgretype.lint.judge;

import io.pgretype.change.Identifier;
import io.pgretype.lint.state.Relation;

/** NOT NULL without a scan under a lock that blocks. */
final class NotNullWayOut {

    private NotNullWayOut() {}

    static String of(Relation table, Identifier column) {
        Identifier check =
                Identifier.of(table.name().name().name()).withSuffix("_" + column.name() + "_not_null_check");
        return """
                alter table %1$s add constraint %3$s check (%2$s is not null) not valid;
                alter table %1$s validate constraint %3$s;  -- in a transaction of its own
                alter table %1$s alter column %2$s set not null;
                alter table %1$s drop constraint %3$s;""".formatted(table.name().sql(), column.sql(), check.sql());
    }
}
