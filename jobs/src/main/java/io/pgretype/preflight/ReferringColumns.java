package io.pgretype.preflight;

import io.pgretype.catalog.ForeignKey;
import io.pgretype.catalog.ForeignKeys;
import io.pgretype.change.Identifier;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The columns whose foreign keys refer to a table's columns. */
final class ReferringColumns {

    private ReferringColumns() {}

    /**
     * Each foreign key's columns with their table's full name.
     *
     * @param table the pg_class.oid of the one referred to
     * @param columns of which at least one is referred to
     */
    static List<String> of(long table, List<Identifier> columns, JdbcClient jdbc) {
        return new ForeignKeys(jdbc)
                .of(List.of(table)).stream()
                        .filter(key -> key.referenced().oid() == table
                                && key.columns().stream().anyMatch(pair -> columns.contains(pair.referenced())))
                        .map(ReferringColumns::text)
                        .sorted()
                        .toList();
    }

    private static String text(ForeignKey key) {
        String columns =
                key.columns().stream().map(pair -> pair.referencing().sql()).collect(Collectors.joining(", "));
        return "%s (%s)".formatted(key.referencing().name().sql(), columns);
    }
}
