package io.pgretype.backfill;

import io.pgretype.batch.PacedChunks;
import io.pgretype.batch.Steps;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.Part;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.keyset.BlockRange;
import io.pgretype.keyset.KeyPages;
import io.pgretype.keyset.RowBatch;
import io.pgretype.keyset.RowList;
import io.pgretype.keyset.TableSize;
import io.pgretype.ledger.Ledger;
import io.pgretype.phase.Assignment;
import io.pgretype.progress.Tally;
import io.pgretype.throttle.ChunkSize;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The partitions of one relation with rows in a run, with all that its workers share. */
final class FillPartitions {

    private final Ledger ledger;
    private final JdbcTemplate jdbc;
    private final Part part;
    private final TableUnderChange table;
    private final Assignment assignment;
    private final Tally tally;
    private final Routes routes;
    private final LeftRows left;
    private final HotUpdates hotUpdates;
    private final ChunkSize chunkSize;
    private @Nullable Server server;

    FillPartitions(Ledger ledger, Part part, Assignment assignment, PacedChunks chunks, Tally tally) {
        this.ledger = ledger;
        this.jdbc = ledger.database().template();
        this.part = part;
        this.table = part.table();
        this.assignment = assignment;
        this.tally = tally;
        this.chunkSize = chunks.newSize();
        this.routes = new Routes(ledger.database());
        this.left = new LeftRows(jdbc, assignment.run(), table);
        this.hotUpdates = new HotUpdates(jdbc, table, chunks::oldestSnapshot);
    }

    /** What the server and the table are like when the run begins to fill. */
    private record Server(ServerMemory memory, TableSize size, Route route) {}

    TableUnderChange table() {
        return table;
    }

    /** Looks before anything is filled. */
    void sample() {
        new Sample(
                        ledger.database(),
                        table,
                        CarefulFill.preparation(assignment.settings().filling()))
                .take(some(new KeyPages(jdbc, table.name(), table.key(Direction.FORWARD))), chunkSize, hotUpdates);
        tell();
    }

    /** Without a key there is no order but that of the blocks. */
    private RowList some(KeyPages pages) {
        return table.key().isPlace() ? pages.in(new BlockRange(0, Sample.size()), "true") : pages.first(Sample.size());
    }

    /** Known when the route is decided. */
    List<Steps.Partition<RowBatch>> list() {
        Server known = server();
        int count = known.route.partitions();
        return IntStream.range(0, count)
                .mapToObj(number -> new Steps.Partition<>(
                        part.named(known.route.generation() + "partition" + number),
                        (double) known.size.rows() / count,
                        () -> worker(number)))
                .toList();
    }

    private Steps.Worker<RowBatch> worker(int partition) {
        Walk walk = walk(partition);
        WindowReader reader = new WindowReader(walk, chunkSize);
        RowFiller writer = new RowFiller(
                new CarefulFill(jdbc, table, assignment.settings(), left),
                walk.address(),
                hotUpdates,
                (rows, updates, took) -> filled(rows, updates, took, reader.firstVisits()));
        return new Steps.Worker<>(reader, writer);
    }

    private Walk walk(int partition) {
        Route route = server().route;
        String isLeft = new FillStatements(table).isLeft();
        return route.order().byBlock()
                ? new BlockWalk(
                        jdbc,
                        table,
                        route.blocks().get(partition),
                        isLeft,
                        this::layout,
                        server().size.rowsPerPage())
                : new KeyWalk(
                        new KeyPages(jdbc, table.name(), table.key(Direction.FORWARD)),
                        route.keys().get(partition),
                        isLeft,
                        this::layout);
    }

    private Layout layout() {
        long mostHeld = assignment.settings().filling().windowRows().orElse(Layout.MOST_HELD);
        Server known = server();
        return hotUpdates.worthStriping()
                ? Layout.striped(
                        known.size,
                        known.memory.windowPages(assignment.settings().workers()),
                        mostHeld)
                : Layout.unstriped(mostHeld);
    }

    private void filled(long rows, HotUpdates.Count updates, Duration took, int firstVisits) {
        chunkSize.took(rows, took);
        tally.chunk(rows, updates.updated(), updates.hot(), took);
        hotUpdates.counted(updates, firstVisits);
        tell();
    }

    private void tell() {
        tally.remark(hotUpdates.remark());
    }

    /** Asked when the fill begins, not when the job is put together: its route is decided in between. */
    private synchronized Server server() {
        Server known = server;
        if (known == null) {
            known = new Server(
                    ServerMemory.of(jdbc), TableSize.of(jdbc, table.oid()), routes.of(assignment.run(), table));
            server = known;
        }
        return known;
    }
}
