package io.pgretype.catalog;

import io.pgretype.change.QualifiedName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Of which relations a table consists: itself and, where it is partitioned, its partitions to any depth. */
public final class PartitionTree {

    private static final String PARTS = """
            with recursive part (oid, parent, level) as (
                select cast(:table as oid),
                       0::oid,
                       0
                union all
                select child.oid,
                       part.oid,
                       part.level + 1
                  from part
                  join pg_inherits as inherits
                    on inherits.inhparent = part.oid
                   and not inherits.inhdetachpending
                  join pg_class as child
                    on child.oid = inherits.inhrelid
                   and child.relispartition)
            select part.oid,
                   part.parent,
                   class.relkind <> 'p' as holds_rows,
                   namespace.nspname,
                   class.relname
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

    /** The table first, then each partition after what it is a partition of. Takes no lock. */
    public List<Part> parts(TableUnderChange table) {
        return jdbc.sql(PARTS)
                .param("table", table.oid())
                .query((row, number) -> new Part(
                        table,
                        row.getLong("oid") == table.oid()
                                ? table
                                : table.ofPartition(
                                        row.getLong("oid"),
                                        QualifiedName.of(row.getString("nspname"), row.getString("relname"))),
                        row.getBoolean("holds_rows"),
                        row.getLong("parent")))
                .list();
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

    /** Each partition before what it is a partition of, the table last. */
    public List<Part> partsFromBelow(TableUnderChange table) {
        List<Part> parts = new ArrayList<>(parts(table));
        Collections.reverse(parts);
        return parts;
    }
}
