package io.pgretype.verify;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.keyset.KeyPages;
import io.pgretype.keyset.KeyRange;
import io.pgretype.keyset.KeyRanges;
import io.pgretype.keyset.KeyReader;
import io.pgretype.keyset.RowBatch;
import io.pgretype.progress.Tally;
import io.pgretype.run.Assignment;
import io.pgretype.run.Pacing;
import io.pgretype.run.Steps;
import io.pgretype.run.ThrottledPacing;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The partitions of one verification. */
final class ComparePartitions implements Steps.Partitions<RowBatch> {

    static final int BATCH = 10_000;

    private final DataSource dataSource;
    private final TableUnderChange table;
    private final Assignment assignment;
    private final Tally tally;
    private @Nullable List<KeyRange> ranges;

    ComparePartitions(DataSource dataSource, TableUnderChange table, Assignment assignment, Tally tally) {
        this.dataSource = dataSource;
        this.table = table;
        this.assignment = assignment;
        this.tally = tally;
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
        return ThrottledPacing.start(dataSource, assignment, table, tally);
    }

    @Override
    public Steps.Worker<RowBatch> worker(int partition) {
        return new Steps.Worker<>(
                new KeyReader(
                        new KeyPages(new JdbcTemplate(dataSource), table.name(), table.key()),
                        ranges().get(partition),
                        BATCH),
                new RowComparer(dataSource, table, assignment, tally));
    }

    /** Known only when the job runs. */
    private synchronized List<KeyRange> ranges() {
        List<KeyRange> known = ranges;
        if (known == null) {
            known = new KeyRanges(dataSource).of(assignment.run());
            ranges = known;
        }
        return known;
    }
}
