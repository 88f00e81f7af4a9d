package io.pgretype.cutover;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.database.Database;
import io.pgretype.lock.LockObserver;
import io.pgretype.lock.LockRequest;
import io.pgretype.lock.LockedTransaction;
import io.pgretype.lock.NotNull;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The old columns of the primary key, of the replica identity and of an identity after cutover. A value that does not fit them is NULL
 * there, but to be that again they must be NOT NULL. A scan under the swap's lock would take too long, so a CHECK proves
 * it before: from then on the application's values must fit, as they must after the way back.
 */
final class OldKey {

    private static final String KEY_COLUMNS = """
            select distinct attribute.attname
              from pg_index as index
              join pg_class as indexed
                on indexed.oid = index.indrelid
             cross join generate_series(0, index.indnkeyatts - 1) as position
              join pg_attribute as attribute
                on attribute.attrelid = index.indrelid
               and attribute.attnum = index.indkey[position]
             where index.indrelid = any (:relations::oid[])
               and (index.indisprimary
                    or index.indisreplident and indexed.relreplident = 'i')
             union
            select attname
              from pg_attribute
             where attrelid = :table
               and attidentity <> ''""";

    private final JdbcClient jdbc;
    private final TableUnderChange table;
    private final NotNull notNull;
    private final LockedTransaction locked;

    OldKey(Database database, TableUnderChange table) {
        this.jdbc = database.jdbc();
        this.table = table;
        this.notNull = new NotNull(database);
        this.locked = new LockedTransaction(database);
    }

    /** Whether one of them moves, there or back. */
    boolean moves() {
        return !keyColumns().isEmpty();
    }

    /** Those columns that are not NOT NULL now; none of a table whose key does not move. */
    List<ColumnChange> columns() {
        return keyColumns().stream()
                .filter(move -> !notNull.isSet(table.name(), move.oldColumn()))
                .toList();
    }

    private List<ColumnChange> keyColumns() {
        List<String> key = jdbc.sql(KEY_COLUMNS)
                .param("table", table.oid())
                .param("relations", new PartitionTree(jdbc).oids(table))
                .query(String.class)
                .list();
        return table.columns().stream()
                .filter(move -> key.contains(move.column().name()))
                .toList();
    }

    /**
     * ACCESS EXCLUSIVE for a moment, then SHARE UPDATE EXCLUSIVE for a scan. Repeating it goes on where it was.
     *
     * @throws org.springframework.dao.DataIntegrityViolationException if one of its values is NULL
     */
    void prove(ColumnChange move, LockRequest request, LockObserver observer) {
        notNull.prove(request, table.name(), move.oldColumn(), observer);
    }

    /** Takes the proofs away again, where the columns are not swapped back after all. */
    void giveUp(LockRequest request, LockObserver observer) {
        for (ColumnChange move : keyColumns()) {
            if (notNull.isProof(table.name(), move.oldColumn())) {
                locked.run(
                        request,
                        use -> jdbc.sql(NotNull.dropProof(table.name(), move.oldColumn()))
                                .update(),
                        observer);
            }
        }
    }

    /** In the swap's transaction, before the primary key is made again: relies on the proofs, and drops them. */
    List<String> conclude() {
        return columns().stream()
                .flatMap(move -> Stream.of(move.oldColumn()))
                .flatMap(column -> NotNull.conclude(table.name(), column).stream())
                .toList();
    }
}
