package io.pgretype.testkit;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A database's schema as text, without schema {@code pgretype}: equal texts mean equal schemas. */
public final class SchemaDump {

    private static final String BETWEEN_ENTRIES = "\n(?=--\n-- (Name: |PostgreSQL database dump complete))";

    private SchemaDump() {}

    /** By pg_dump where there is one that can read the server, by the catalog otherwise. */
    public static String of(TestDatabase database) {
        return PgDump.reading(PostgresServer.major())
                .map(pgDump -> pgDump.of(database))
                .orElseGet(() -> byCatalog(database));
    }

    /** One line a fact: what pg_dump shows and more, such as whether an index is valid. */
    public static String byCatalog(TestDatabase database) {
        return CatalogDump.of(database);
    }

    /**
     * The same facts in an order that does not depend on where in its table a column stands: a table's lines and the
     * entries of a pg_dump are sorted.
     */
    public static String withoutColumnOrder(String dump) {
        return Arrays.stream(dump.split(BETWEEN_ENTRIES))
                .map(SchemaDump::sortedIfTable)
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static String sortedIfTable(String entry) {
        boolean inPositionOrder = !entry.startsWith("--\n-- Name: ") || entry.contains("; Type: TABLE; ");
        return inPositionOrder
                ? entry.lines()
                        .map(line -> line.replaceFirst(",$", ""))
                        .sorted()
                        .collect(Collectors.joining("\n"))
                : entry;
    }
}
