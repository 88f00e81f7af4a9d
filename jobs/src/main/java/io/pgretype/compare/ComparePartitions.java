package io.pgretype.compare;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.keyset.KeyPages;
import io.pgretype.keyset.KeyRange;
import io.pgretype.keyset.KeyRanges;
import io.pgretype.keyset.KeyReader;
import io.pgretype.keyset.RowBatch;
import io.pgretype.keyset.TableSize;
import io.pgretype.progress.Tally;
import io.pgretype.run.Assignment;
import io.pgretype.run.PacedChunks;
import io.pgretype.run.Pacing;
import io.pgretype.run.Steps;
import io.pgretype.throttle.ChunkSize;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The partitions of one comparison, with all that its workers share. */
final class ComparePartitions implements Steps.Partitions<RowBatch> {

    private final DataSource dataSource;
    private final Compared compared;
    private final TableUnderChange table;
    private final Assignment assignment;
    private final Tally tally;
    private final PacedChunks chunks;
    private final ChunkSize chunkSize;
    private volatile boolean wanted;
    private @Nullable List<KeyRange> ranges;

    ComparePartitions(DataSource dataSource, Compared compared, Assignment assignment, Tally tally) {
        this.dataSource = dataSource;
        this.compared = compared;
        this.table = compared.table();
        this.assignment = assignment;
        this.tally = tally;
        this.chunks = new PacedChunks(dataSource, assignment, table, tally);
        this.chunkSize = chunks.newSize();
    }

    /** Divides the table, unless an earlier execution of the run has. */
    void divide() {
        wanted = true;
        int wanted = TableSize.of(new JdbcTemplate(dataSource), table.oid())
                .partitions(assignment.settings().workers());
        new KeyRanges(dataSource).divide(assignment.run(), table, wanted);
    }

    @Override
    public int count() {
        return ranges().size();
    }

    @Override
    public String generation() {
        return "";
    }

    @Override
    public int rows(RowBatch batch) {
        return batch.size();
    }

    @Override
    public Pacing pacing() {
        return wanted ? chunks.start() : new NothingToPace();
    }

    @Override
    public Steps.Worker<RowBatch> worker(int partition) {
        RowComparer comparer = new RowComparer(dataSource, compared, assignment, tally, chunkSize);
        return new Steps.Worker<>(
                new KeyReader(
                        new KeyPages(new JdbcTemplate(dataSource), table.name(), table.key()),
                        ranges().get(partition),
                        comparer::begin),
                comparer);
    }

    /** Known only when the job runs; none where no row is to be compared. */
    private synchronized List<KeyRange> ranges() {
        List<KeyRange> known = ranges;
        if (known == null) {
            known = wanted ? new KeyRanges(dataSource).of(assignment.run()) : List.of();
            ranges = known;
        }
        return known;
    }
}
