package io.pgretype.init;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Columns that may want another type. Asks catalogs and sequences, and no table. */
public final class Candidates {

    /** Those whose numbers are used up the most come first; of a sequence that cannot be read nothing is known. */
    private static final String NEAREST_TO_THEIR_END = """
            select format('%I.%I', namespace.nspname, class.relname) as "table",
                   quote_ident(attribute.attname) as "column",
                   case attribute.atttypid when 'smallint'::regtype then 'integer' else 'bigint' end as type,
                   floor(100.0 * sequence.last_value
                         / case attribute.atttypid when 'smallint'::regtype then 32767 else 2147483647 end) as used
              from pg_sequences as sequence
              join pg_depend as depend
                on depend.classid = 'pg_class'::regclass
               and depend.objid = format('%I.%I', sequence.schemaname, sequence.sequencename)::regclass
               and depend.refclassid = 'pg_class'::regclass
               and depend.deptype in ('a', 'i')
              join pg_attribute as attribute
                on attribute.attrelid = depend.refobjid
               and attribute.attnum = depend.refobjsubid
               and attribute.atttypid in ('smallint'::regtype, 'integer'::regtype)
              join pg_class as class
                on class.oid = attribute.attrelid
              join pg_namespace as namespace
                on namespace.oid = class.relnamespace
             where namespace.nspname <> 'pgretype'
               and sequence.last_value is not null
             order by used desc, "table", "column"
             limit 5""";

    private static final String PROPOSED = """
            select case format_type(attribute.atttypid, attribute.atttypmod)
                       when 'smallint' then 'integer'
                       when 'integer' then 'bigint'
                       when 'character(32)' then 'uuid'
                       when 'character(36)' then 'uuid'
                   end
              from pg_attribute as attribute
             where attribute.attrelid = to_regclass(:table)
               and attribute.attname = :column
               and attribute.attnum > 0
               and not attribute.attisdropped""";

    private final JdbcClient jdbc;

    public Candidates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A column that a sequence feeds.
     *
     * @param table with its schema, quoted as SQL needs it, as the column is
     * @param type what it may become
     * @param used how many percent of the numbers of its type the sequence has given out
     */
    public record Candidate(String table, String column, String type, int used) {}

    public List<Candidate> nearestToTheirEnd() {
        return jdbc.sql(NEAREST_TO_THEIR_END).query(Candidate.class).list();
    }

    /**
     * The type that such a column mostly gets; empty where there is none, or no such column.
     *
     * @param table with its schema, quoted as SQL needs it
     */
    public Optional<String> type(String table, String column) {
        return jdbc.sql(PROPOSED)
                .param("table", table)
                .param("column", column)
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .optional()
                .flatMap(type -> type);
    }
}
