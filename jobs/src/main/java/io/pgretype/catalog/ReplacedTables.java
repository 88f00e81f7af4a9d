package io.pgretype.catalog;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tables of a change in whose place there is another one, with an oid that the ledger does not know: they were dropped and made
 * again, or the database was restored from a dump. Whoever asks for them by their oid finds nothing, and so nothing wrong.
 */
public final class ReplacedTables {

    private static final String REPLACED = """
            select format('%I.%I', expanded.schema, expanded.name)
              from unnest(:oids::oid[], :schemas::text[], :names::text[]) as expanded (oid, schema, name)
             where not exists (select from pg_class where pg_class.oid = expanded.oid)
                or exists (
                    select
                      from pg_class as class
                      join pg_namespace as namespace
                        on namespace.oid = class.relnamespace
                     where namespace.nspname = expanded.schema
                       and class.relname = expanded.name
                       and class.oid <> expanded.oid)""";

    private ReplacedTables() {}

    /** Their names; one that is only renamed is not among them. Takes no lock. */
    public static List<String> among(JdbcClient jdbc, List<TableUnderChange> tables) {
        return jdbc.sql(REPLACED)
                .param("oids", tables.stream().map(TableUnderChange::oid).toArray(Long[]::new))
                .param(
                        "schemas",
                        tables.stream()
                                .map(table -> table.name().schema().name())
                                .toArray(String[]::new))
                .param(
                        "names",
                        tables.stream().map(table -> table.name().name().name()).toArray(String[]::new))
                .query(String.class)
                .list();
    }
}
