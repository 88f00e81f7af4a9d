package io.pgretype.cutover;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import io.pgretype.ledger.TwinRecords.TwinRecord;
import io.pgretype.twin.TableObject;
import io.pgretype.twin.TwinKind;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Exchanges the names of the twins and of what they are twins of, those of the primary key aside, and the mark that CLUSTER goes by. */
final class NameSwap {

    private static final String CLUSTERED = """
            select class.relname
              from pg_index as index
              join pg_class as class
                on class.oid = index.indexrelid
             where index.indrelid = :table
               and index.indisclustered""";

    private final TableUnderChange table;
    private final List<TwinRecord> twins;
    private final List<Identifier> clustered;

    /** Reads which index has the mark that CLUSTER goes by. */
    NameSwap(JdbcClient jdbc, TableUnderChange table, List<TwinRecord> twins) {
        this.table = table;
        this.twins =
                twins.stream().filter(twin -> !twin.kind().isOfPrimaryKey()).toList();
        this.clustered = clustered(jdbc);
    }

    List<String> forward() {
        List<String> statements = new ArrayList<>();
        for (TwinRecord twin : twins) {
            // The old column's checks are retired, so there is nothing to rename.
            if (twin.kind() != TwinKind.CHECK) {
                statements.add(
                        rename(twin.kind(), twin.original(), twin.retired().name()));
            }
            statements.add(rename(twin.kind(), twin.twin(), twin.original().name()));
        }
        statements.addAll(clusterOn());
        return statements;
    }

    /** @param objects the table's: a twin that somebody has dropped since cutover has no name to give back */
    List<String> backward(List<TableObject> objects) {
        List<String> statements = new ArrayList<>();
        for (TwinRecord twin : twins) {
            if (isThere(twin, objects)) {
                statements.add(rename(twin.kind(), twin.original(), twin.twin().name()));
            }
            if (twin.kind() != TwinKind.CHECK) {
                statements.add(
                        rename(twin.kind(), twin.retired(), twin.original().name()));
            }
        }
        statements.addAll(clusterOn());
        return statements;
    }

    private static boolean isThere(TwinRecord twin, List<TableObject> objects) {
        return objects.stream()
                .anyMatch(
                        object -> object.kind() == twin.kind() && object.name().equals(twin.original()));
    }

    private String rename(TwinKind kind, QualifiedName from, Identifier to) {
        return switch (kind) {
            case INDEX, SPARE_KEY -> "alter index %s rename to %s".formatted(from.sql(), to.sql());
            case STATISTICS -> "alter statistics %s rename to %s".formatted(from.sql(), to.sql());
            case UNIQUE, PRIMARY_KEY, CHECK ->
                "alter table %s rename constraint %s to %s"
                        .formatted(table.name().sql(), from.name().sql(), to.sql());
        };
    }

    /** The name of the index that CLUSTER goes by, if it is one that is swapped. */
    private List<Identifier> clustered(JdbcClient jdbc) {
        return jdbc.sql(CLUSTERED).param("table", table.oid()).query(String.class).list().stream()
                .map(Identifier::of)
                .filter(name ->
                        twins.stream().anyMatch(twin -> twin.original().name().equals(name)))
                .toList();
    }

    /** The mark stays with the name. */
    private List<String> clusterOn() {
        return clustered.stream()
                .map(index ->
                        "alter table %s cluster on %s".formatted(table.name().sql(), index.sql()))
                .toList();
    }
}
