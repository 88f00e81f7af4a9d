package io.pgretype.cutover;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.Part;
import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The primary key of a partitioned table, where a column of it moves. The server takes no index for it: it is dropped, and with it
 * those of all partitions; made without them; they take their indexes ({@link PrimaryKeySwap}); and are attached. Catalog
 * changes all of them.
 */
final class PartitionedKey {

    /** Of a relation that is partitioned; its columns under the names that they have until the swap's renames. */
    private static final String MAKE = """
            select format(
                       'alter table only %s add constraint %I primary key (%s)%s%s%s%s',
                       con.conrelid::regclass,
                       con.conname,
                       key.columns,
                       ' include (' || included.columns || ')',
                       ' with (' || array_to_string(class.reloptions, ', ') || ')',
                       ' using index tablespace ' || quote_ident(tablespace.spcname),
                       case
                           when con.condeferred then ' deferrable initially deferred'
                           when con.condeferrable then ' deferrable'
                       end) as statement,
                   format(
                       'comment on constraint %I on %s is %L',
                       con.conname,
                       con.conrelid::regclass,
                       obj_description(con.oid, 'pg_constraint')) as comment,
                   obj_description(con.oid, 'pg_constraint') is not null as has_comment
              from pg_constraint as con
              join pg_class as class
                on class.oid = con.conindid
              join pg_index as index
                on index.indexrelid = con.conindid
              left join pg_tablespace as tablespace
                on tablespace.oid = class.reltablespace
             cross join lateral (
                 select array_agg(quote_ident(coalesce(moved.other, attribute.attname)) order by position) as names
                   from generate_series(0, index.indnatts - 1) as position
                   join pg_attribute as attribute
                     on attribute.attrelid = con.conrelid
                    and attribute.attnum = index.indkey[position]
                   left join unnest(:from::text[], :to::text[]) as moved (name, other)
                     on moved.name = attribute.attname) as list
             cross join lateral (
                 select array_to_string(list.names[1 : index.indnkeyatts], ', ') as columns) as key
             cross join lateral (
                 select nullif(array_to_string(list.names[index.indnkeyatts + 1 : index.indnatts], ', '), '') as columns) as included
             where con.conrelid = :table
               and con.contype = 'p'""";

    private static final String MOVES = """
            select exists (
                select
                  from pg_constraint as con
                  join pg_index as index
                    on index.indexrelid = con.conindid
                  join pg_attribute as attribute
                    on attribute.attrelid = con.conrelid
                   and attribute.attnum = any (index.indkey::smallint[])
                 where con.conrelid = :table
                   and con.contype = 'p'
                   and attribute.attname = any (:from))""";

    private static final String DROP = """
            select format('alter table %s drop constraint %I', conrelid::regclass, conname)
              from pg_constraint
             where conrelid = :table
               and contype = 'p'""";

    private static final String ATTACH = """
            select format('alter index %s attach partition %s', parent.conindid::regclass, con.conindid::regclass)
              from pg_constraint as con
              join pg_constraint as parent
                on parent.oid = con.conparentid
             where con.conrelid = :table
               and con.contype = 'p'""";

    private final List<String> make = new ArrayList<>();
    private final List<String> attach = new ArrayList<>();

    /** @param parts of the table, each partition after what it is a partition of */
    PartitionedKey(JdbcClient jdbc, List<Part> parts, Direction until) {
        TableUnderChange table = parts.get(0).table();
        String[] from = names(table, until, true);
        String[] to = names(table, until, false);
        boolean moves = parts.size() > 1
                && jdbc.sql(MOVES)
                        .param("table", table.oid())
                        .param("from", from)
                        .query(Boolean.class)
                        .single();
        if (!moves) {
            return;
        }
        make.addAll(
                jdbc.sql(DROP).param("table", table.oid()).query(String.class).list());
        for (Part part : PartitionTree.fromBelow(parts)) {
            if (!part.holdsRows()) {
                jdbc.sql(MAKE)
                        .param("table", part.table().oid())
                        .param("from", from)
                        .param("to", to)
                        .query(row -> {
                            make.add(row.getString("statement"));
                            if (row.getBoolean("has_comment")) {
                                make.add(row.getString("comment"));
                            }
                        });
            }
            attach.addAll(jdbc.sql(ATTACH)
                    .param("table", part.table().oid())
                    .query(String.class)
                    .list());
        }
    }

    /** Those that the application writes until the swap, or the others. */
    private static String[] names(TableUnderChange table, Direction until, boolean now) {
        return table.columns().stream()
                .map(column -> now ? column.column() : other(column, until))
                .map(Identifier::name)
                .toArray(String[]::new);
    }

    private static Identifier other(ColumnChange column, Direction until) {
        return until == Direction.FORWARD ? column.newColumn() : column.oldColumn();
    }

    /** Before the partitions take their indexes for it. */
    List<String> makeWithoutPartitions() {
        return make;
    }

    /** After that. */
    List<String> attachPartitions() {
        return attach;
    }
}
