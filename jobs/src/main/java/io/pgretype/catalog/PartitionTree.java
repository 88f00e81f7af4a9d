package io.pgretype.catalog;

import io.pgretype.change.QualifiedName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Of which relations a table consists: itself and, where it is partitioned, its partitions to any depth. */
public final class PartitionTree {

    private static final String RELATIONS = """
            with recursive part (oid, level) as (
                select cast(:table as oid),
                       0
                union all
                select child.oid,
                       part.level + 1
                  from part
                  join pg_inherits as inherits
                    on inherits.inhparent = part.oid
                   and not inherits.inhdetachpending
                  join pg_class as child
                    on child.oid = inherits.inhrelid
                   and child.relispartition)
            select part.oid,
                   namespace.nspname,
                   class.relname,
                   class.relkind
              from part
              join pg_class as class
                on class.oid = part.oid
              join pg_namespace as namespace
                on namespace.oid = class.relnamespace
             order by part.level, part.oid""";

    private final JdbcClient jdbc;

    public PartitionTree(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The table, or one of its partitions.
     *
     * @param oid its pg_class.oid
     * @param kind its pg_class.relkind
     */
    public record Relation(long oid, QualifiedName name, String kind) {

        public boolean isPartitioned() {
            return kind.equals("p");
        }
    }

    /** The table first, then each partition after what it is a partition of; none of a table that is gone. Takes no lock. */
    public List<Relation> relations(long table) {
        return jdbc.sql(RELATIONS)
                .param("table", table)
                .query((row, number) -> new Relation(
                        row.getLong("oid"),
                        QualifiedName.of(row.getString("nspname"), row.getString("relname")),
                        row.getString("relkind")))
                .list();
    }

    /** Those without the table itself. */
    public List<Relation> partitions(long table) {
        return relations(table).stream()
                .filter(relation -> relation.oid() != table)
                .toList();
    }

    /** The oids of all of them. */
    public Long[] oids(TableUnderChange table) {
        return relations(table.oid()).stream().map(Relation::oid).toArray(Long[]::new);
    }

    /** The same as the change sees them. */
    public List<Part> parts(TableUnderChange table) {
        return relations(table.oid()).stream()
                .map(relation -> new Part(
                        table,
                        relation.oid() == table.oid() ? table : table.ofPartition(relation.oid(), relation.name()),
                        !relation.isPartitioned()))
                .toList();
    }

    /** Those that hold rows: the table itself where it is not partitioned. */
    public List<Part> withRows(TableUnderChange table) {
        return parts(table).stream().filter(Part::holdsRows).toList();
    }

    /** All relations of all these tables. */
    public List<TableUnderChange> all(Collection<TableUnderChange> tables) {
        return tables.stream()
                .flatMap(table -> parts(table).stream())
                .map(Part::table)
                .toList();
    }

    /** In the other order: each partition before what it is a partition of, the table last. */
    public static List<Part> fromBelow(List<Part> parts) {
        List<Part> fromBelow = new ArrayList<>(parts);
        Collections.reverse(fromBelow);
        return fromBelow;
    }
}
