package io.pgretype.alter;

import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table whose columns get their types by one plain statement.
 *
 * @param oid its pg_class.oid
 * @param columns those that do not have their type yet
 * @param locked the tables that the statement locks, in the order in which they are to be locked
 */
record AlteredTable(long oid, QualifiedName name, List<Column> columns, List<QualifiedName> locked) {

    AlteredTable {
        columns = List.copyOf(columns);
        locked = List.copyOf(locked);
    }

    /**
     * A column of it.
     *
     * @param action what follows its name in the statement: {@code type text}
     */
    record Column(Identifier name, String action) {

        String sql() {
            return "alter column %s %s".formatted(name.sql(), action);
        }
    }

    String statement() {
        return of(name, columns);
    }

    static String of(QualifiedName table, List<Column> columns) {
        return "alter table %s\n  %s"
                .formatted(table.sql(), columns.stream().map(Column::sql).collect(Collectors.joining(",\n  ")));
    }
}
