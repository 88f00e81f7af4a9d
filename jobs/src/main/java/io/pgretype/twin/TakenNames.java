package io.pgretype.twin;

import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What bears a name that an object of ours is to get. */
public final class TakenNames {

    /** Indexes share their names with all relations of their schema, constraints with those of their table. */
    private static final String TAKEN = """
            select format('%s %I.%I', case when class.relkind in ('i', 'I') then 'index' else 'relation' end, nspname, relname)
                       as text,
                   case
                       when con.oid is not null
                       then format('alter table %s drop constraint %I', con.conrelid::regclass, con.conname)
                       when class.relkind = 'i'
                       then format('drop index concurrently %I.%I', nspname, relname)
                   end as removal
              from pg_class as class
              join pg_namespace as namespace
                on namespace.oid = class.relnamespace
              left join pg_constraint as con
                on con.conindid = class.oid
               and con.contype in ('p', 'u', 'x')
             where :kind in ('INDEX', 'UNIQUE')
               and namespace.nspname = :schema
               and class.relname = :name
               and class.oid::bigint <> all (:indexes::bigint[])
               and (con.oid is null or con.oid::bigint <> all (:constraints::bigint[]))
            union all
            select format('constraint %I of %s', con.conname, con.conrelid::regclass),
                   format('alter table %s drop constraint %I', con.conrelid::regclass, con.conname)
              from pg_constraint as con
             where :kind in ('UNIQUE', 'CHECK')
               and con.conrelid = :table
               and con.conname = :name
               and con.oid::bigint <> all (:constraints::bigint[])
               -- One with an index is named by that already.
               and (:kind = 'CHECK' or con.contype not in ('p', 'u', 'x'))
            union all
            select format('statistics %I.%I', nspname, statistics.stxname),
                   format('drop statistics %I.%I', nspname, statistics.stxname)
              from pg_statistic_ext as statistics
              join pg_namespace as namespace
                on namespace.oid = statistics.stxnamespace
             where :kind = 'STATISTICS'
               and namespace.nspname = :schema
               and statistics.stxname = :name
               and statistics.oid::bigint <> all (:statistics::bigint[])""";

    private final JdbcClient jdbc;

    public TakenNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param text in words
     * @param removal the statement that drops it, empty where it is no object of such a kind
     */
    public record Taken(String text, String removal) {}

    /**
     * Who bears the name where an object of that kind would need it; none if it is free.
     *
     * @param ours what may bear it
     */
    public List<Taken> by(long table, TwinKind kind, QualifiedName name, Collection<TableObject> ours) {
        return jdbc.sql(TAKEN)
                .param("table", table)
                .param("kind", kind.name())
                .param("schema", name.schema().name())
                .param("name", name.name().name())
                .param("indexes", oids(ours, "pg_class"))
                .param("constraints", oids(ours, "pg_constraint"))
                .param("statistics", oids(ours, "pg_statistic_ext"))
                .query((row, number) -> new Taken(
                        row.getString("text"), row.getString("removal") == null ? "" : row.getString("removal")))
                .list();
    }

    /** The column that has a name which another is to get. */
    public List<Taken> byColumn(long table, Identifier name) {
        return jdbc.sql("""
                        select format('column %I of %s', attname, attrelid::regclass)
                          from pg_attribute
                         where attrelid = :table
                           and attname = :name
                           and not attisdropped""")
                .param("table", table)
                .param("name", name.name())
                .query((row, number) -> new Taken(row.getString(1), ""))
                .list();
    }

    /** What is said of those that have names which ours need; empty if none has. */
    public static Optional<Problem> problem(String stopped, List<Taken> taken) {
        return taken.isEmpty()
                ? Optional.empty()
                : Optional.of(new Problem(
                        ProblemCode.NAME_TAKEN,
                        stopped,
                        "pgretype did not make these: "
                                + taken.stream().map(Taken::text).distinct().collect(Collectors.joining(", ")),
                        "They were not touched.",
                        "Rename what is still wanted and drop the rest%s; then run the same command again."
                                .formatted(removals(taken))));
    }

    private static String removals(List<Taken> taken) {
        String removals = taken.stream()
                .map(Taken::removal)
                .filter(removal -> !removal.isEmpty())
                .distinct()
                .collect(Collectors.joining("; "));
        return removals.isEmpty() ? "" : " (%s)".formatted(removals);
    }

    private static Long[] oids(Collection<TableObject> objects, String catalog) {
        return objects.stream()
                .filter(object -> object.kind().catalog().equals(catalog))
                .map(TableObject::oid)
                .toArray(Long[]::new);
    }
}
