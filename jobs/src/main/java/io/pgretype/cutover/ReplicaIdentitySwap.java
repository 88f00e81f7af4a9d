package io.pgretype.cutover;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.ledger.TwinRecords.TwinRecord;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The replica identity, where it is an index that is swapped and not the primary key: the mark goes to the index that gets
 * the name. A column of it must be NOT NULL, so this comes before the columns that retire lose that.
 */
final class ReplicaIdentitySwap {

    private static final String IDENTITY = """
            select class.relname
              from pg_index as index
              join pg_class as class
                on class.oid = index.indexrelid
              join pg_class as indexed
                on indexed.oid = index.indrelid
             where index.indrelid = :table
               and index.indisreplident
               and indexed.relreplident = 'i'""";

    private final JdbcClient jdbc;
    private final TableUnderChange table;
    private final List<TwinRecord> twins;

    ReplicaIdentitySwap(JdbcClient jdbc, TableUnderChange table, List<TwinRecord> twins) {
        this.jdbc = jdbc;
        this.table = table;
        this.twins =
                twins.stream().filter(twin -> !twin.kind().isOfPrimaryKey()).toList();
    }

    /**
     * What to run before the names are swapped; none where the identity stays as it is.
     *
     * @param until which columns the application writes until the swap
     */
    List<String> statements(Direction until) {
        Optional<Identifier> identity = identity();
        return twins.stream()
                .filter(twin -> identity.filter(twin.original().name()::equals).isPresent())
                .map(twin -> until == Direction.FORWARD ? twin.twin() : twin.retired())
                .map(index -> "alter table %s replica identity using index %s"
                        .formatted(table.name().sql(), index.name().sql()))
                .toList();
    }

    private Optional<Identifier> identity() {
        return jdbc.sql(IDENTITY)
                .param("table", table.oid())
                .query(String.class)
                .optional()
                .map(Identifier::of);
    }
}
