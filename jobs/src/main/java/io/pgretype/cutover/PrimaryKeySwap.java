package io.pgretype.cutover;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.QualifiedName;
import io.pgretype.ledger.TwinRecords.TwinRecord;
import io.pgretype.twin.TwinKind;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Moves the primary key to the other columns: one statement drops it and makes it again, under its own name, of the index
 * that is there for that. So no other session ever sees the table without one.
 *
 * <p>Never with CASCADE: what depends on the primary key stops the swap.
 */
final class PrimaryKeySwap {

    /** Where it is deferrable, its comment, and the marks that its index may carry, are the constraint's as it is now. */
    private static final String STATEMENTS = """
            select array_remove(
                       array[
                           format(
                               'alter table %1$s%5$s add constraint %2$I primary key using index %3$I%4$s',
                               cast(:tableName as text),
                               con.conname,
                               cast(:index as text),
                               case
                                   when con.condeferred then ' deferrable initially deferred'
                                   when con.condeferrable then ' deferrable'
                               end,
                               -- That of a partition goes with its table's.
                               case when con.conparentid = 0 then format(' drop constraint %I,', con.conname) end),
                           case
                               when obj_description(con.oid, 'pg_constraint') is not null
                               then format(
                                   'comment on constraint %I on %s is %L',
                                   con.conname,
                                   cast(:tableName as text),
                                   obj_description(con.oid, 'pg_constraint'))
                           end,
                           case
                               when index.indisclustered
                               then format('alter table %s cluster on %I', cast(:tableName as text), con.conname)
                           end,
                           case
                               when index.indisreplident and class.relreplident = 'i'
                               then format(
                                   'alter table %s replica identity using index %I',
                                   cast(:tableName as text),
                                   con.conname)
                           end],
                       null) as statements
              from pg_constraint as con
              join pg_index as index
                on index.indexrelid = con.conindid
              join pg_class as class
                on class.oid = con.conrelid
             where con.conrelid = :table
               and con.contype = 'p'""";

    private final JdbcClient jdbc;
    private final TableUnderChange table;
    private final List<TwinRecord> twins;

    PrimaryKeySwap(JdbcClient jdbc, TableUnderChange table, List<TwinRecord> twins) {
        this.jdbc = jdbc;
        this.table = table;
        this.twins = List.copyOf(twins);
    }

    /**
     * Of a table whose primary key moves: what to run before the names are swapped; none of another table.
     *
     * @param until which columns have the primary key now
     */
    List<String> statements(Direction until) {
        TwinKind kind = until == Direction.FORWARD ? TwinKind.PRIMARY_KEY : TwinKind.SPARE_KEY;
        return twins.stream()
                .filter(twin -> twin.kind() == kind)
                .map(TwinRecord::twin)
                .flatMap(index -> statements(index).stream())
                .toList();
    }

    private List<String> statements(QualifiedName index) {
        return jdbc.sql(STATEMENTS)
                .param("table", table.oid())
                .param("tableName", table.name().sql())
                .param("index", index.name().name())
                .query((row, number) ->
                        List.of((String[]) row.getArray("statements").getArray()))
                .single();
    }
}
