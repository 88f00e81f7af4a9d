package io.pgretype.preflight;

import io.pgretype.ledger.LedgerSchema;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A schema of the ledger's name that others use: the ledger is installed into one that is empty, or into none. */
final class SchemaTaken {

    private static final String OBJECTS_OF_OTHERS = """
            with object (catalog, oid, schema) as (
                select tableoid, oid, relnamespace
                  from pg_class
                 where relkind not in ('i', 'I', 't', 'c')
                 union all
                select tableoid, oid, pronamespace
                  from pg_proc
                 union all
                select type.tableoid, type.oid, type.typnamespace
                  from pg_type as type
                  left join pg_class as class
                    on class.oid = type.typrelid
                 where type.typcategory <> 'A'
                   and coalesce(class.relkind = 'c', true))
            select format('%s %s', identified.type, identified.identity) as text
              from object
              join pg_namespace as namespace
                on namespace.oid = object.schema
             cross join pg_identify_object(object.catalog, object.oid, 0) as identified
             where namespace.nspname = :schema
               and not exists (
                   select
                     from pg_class as history
                    where history.relnamespace = namespace.oid
                      and history.relname = 'schema_history')
             order by text
             limit 5""";

    private SchemaTaken() {}

    static List<Problem> refusals(JdbcClient jdbc) {
        return Refusal.of(
                ProblemCode.NAME_TAKEN,
                "The schema %s, which the ledger needs, is used by others.".formatted(LedgerSchema.NAME),
                jdbc.sql(OBJECTS_OF_OTHERS)
                        .param("schema", LedgerSchema.NAME)
                        .query(String.class)
                        .list(),
                "Move what is still wanted to another schema and drop the rest, or rename the schema.");
    }
}
