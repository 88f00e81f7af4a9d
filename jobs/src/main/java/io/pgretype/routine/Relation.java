package io.pgretype.routine;

import java.util.List;

/**
 * A table, view or the like.
 *
 * @param oid its pg_class.oid
 */
record Relation(long oid, String schema, String name, List<Column> columns) {

    /**
     * @param name as the catalog holds it
     * @param type as {@code format_type} prints it, with its length
     */
    record Column(String name, String type) {}

    Relation {
        columns = List.copyOf(columns);
    }
}
