package io.pgretype.reference;

import io.pgretype.catalog.ForeignKey;
import io.pgretype.change.Identifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Primary keys of partitioned tables. Where a column of one moves, the swap drops it and makes it again, as the server takes no
 * index for it: until then nothing can reference the new columns.
 */
final class RemadeKeys {

    private static final String PRIMARY_KEYS = """
            select con.conrelid,
                   array_agg(attribute.attname::text) as columns
              from pg_constraint as con
              join pg_class as class
                on class.oid = con.conrelid
               and class.relkind = 'p'
              join pg_attribute as attribute
                on attribute.attrelid = con.conrelid
               and attribute.attnum = any (con.conkey)
             where con.contype = 'p'
               and con.conrelid = any (:tables::oid[])
             group by con.conrelid""";

    private final Map<Long, Set<Identifier>> columns = new HashMap<>();

    /** Of the tables that are referenced. Takes no lock. */
    RemadeKeys(JdbcClient jdbc, Collection<ForeignKey> keys) {
        jdbc.sql(PRIMARY_KEYS)
                .param(
                        "tables",
                        keys.stream().map(key -> key.referenced().oid()).toArray(Long[]::new))
                .query(row -> {
                    columns.put(
                            row.getLong("conrelid"),
                            Arrays.stream((String[]) row.getArray("columns").getArray())
                                    .map(Identifier::of)
                                    .collect(Collectors.toSet()));
                });
    }

    boolean isReferencedBy(ForeignKey key) {
        return key.columns().stream()
                .map(ForeignKey.Pair::referenced)
                .collect(Collectors.toSet())
                .equals(columns.get(key.referenced().oid()));
    }
}
