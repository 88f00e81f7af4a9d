package io.pgretype.backfill;

import io.pgretype.batch.PacedChunks;
import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.ledger.Ledger;
import io.pgretype.phase.Assignment;
import io.pgretype.progress.Tally;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The relations with rows that a run fills, of each of its tables. */
final class FilledTables {

    private final Ledger ledger;
    private final PartitionTree tree;
    private final Assignment assignment;
    private final PacedChunks chunks;
    private final Tally tally;
    private final Map<TableUnderChange, List<FillPartitions>> parts =
            Collections.synchronizedMap(new LinkedHashMap<>());

    FilledTables(Ledger ledger, Assignment assignment, PacedChunks chunks, Tally tally) {
        this.ledger = ledger;
        this.tree = new PartitionTree(ledger.database().jdbc());
        this.assignment = assignment;
        this.chunks = chunks;
        this.tally = tally;
    }

    /** After it was noted how the mirror is: what is attached later makes that another one. */
    void read(TableUnderChange table) {
        parts.put(
                table,
                tree.withRows(table).stream()
                        .map(part -> new FillPartitions(ledger, part, assignment, chunks, tally))
                        .toList());
    }

    /** Those that were read. */
    List<FillPartitions> of(TableUnderChange table) {
        return parts.getOrDefault(table, List.of());
    }

    List<TableUnderChange> relations(TableUnderChange table) {
        return of(table).stream().map(FillPartitions::table).toList();
    }

    Stream<FillPartitions> all() {
        return parts.values().stream().flatMap(List::stream);
    }
}
