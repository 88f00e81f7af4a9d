package io.pgretype.backfill;

import io.pgretype.batch.PacedChunks;
import io.pgretype.batch.Pacing;
import io.pgretype.batch.Steps;
import io.pgretype.catalog.Part;
import io.pgretype.catalog.PartitionTree;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.keyset.RowBatch;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.ledger.Runs;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Assignment;
import io.pgretype.progress.Meters;
import io.pgretype.progress.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Fills a change's rows with the backfill's own statements in a bare loop, without Spring Batch and without a checkpoint:
 * beside the backfill it shows what Spring Batch costs. For the benchmark only.
 */
public final class BareFill {

    private final Ledger ledger;

    public BareFill(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Fills every row of an expanded change; none may be running. Leaves its phase as it is. */
    public void run(Change change) throws InterruptedException, ExecutionException {
        List<TableUnderChange> tables = ledger.get(change.name()).tables();
        Runs runs = ledger.runs();
        long run = runs.begin(change.name(), PhaseCommand.BACKFILL.text(), "bare", "bare");
        Assignment assignment = new Assignment(change, run, Set.of(), new Activity());
        Tally tally = new Tally(Meters.unread().of(change.name()), PhaseCommand.BACKFILL);
        PacedChunks chunks = new PacedChunks(ledger, assignment, tables, tally);
        Queue<Steps.Partition<RowBatch>> partitions = new ConcurrentLinkedQueue<>();
        for (TableUnderChange table : tables) {
            for (Part part : new PartitionTree(ledger.database().jdbc()).withRows(table)) {
                new Routes(ledger.database()).decide(run, part.table(), assignment.settings());
                FillPartitions ofPart = new FillPartitions(ledger, part, assignment, chunks, tally);
                ofPart.sample();
                partitions.addAll(ofPart.list());
            }
        }
        ExecutorService workers =
                Executors.newFixedThreadPool(assignment.settings().workers());
        try (Pacing pacing = chunks.start()) {
            List<Future<?>> all = new ArrayList<>();
            for (int worker = 0; worker < assignment.settings().workers(); worker++) {
                all.add(workers.submit(() -> {
                    for (var partition = partitions.poll(); partition != null; partition = partitions.poll()) {
                        fill(partition.worker().get(), pacing);
                    }
                    return null;
                }));
            }
            for (Future<?> worker : all) {
                worker.get();
            }
        } finally {
            workers.shutdown();
            runs.end(run, "DONE", "");
        }
    }

    private void fill(Steps.Worker<RowBatch> worker, Pacing pacing) {
        worker.reader().open(new ExecutionContext());
        boolean more = true;
        while (more && pacing.enter(() -> false)) {
            long start = System.nanoTime();
            int rows = fillOne(worker);
            pacing.leave(rows, Duration.ofNanos(System.nanoTime() - start));
            more = rows > 0;
        }
    }

    private int fillOne(Steps.Worker<RowBatch> worker) {
        return ledger.database().inTransaction(() -> {
            try {
                RowBatch batch = worker.reader().read();
                if (batch == null) {
                    return 0;
                }
                worker.writer().write(Chunk.of(batch));
                return batch.size();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
