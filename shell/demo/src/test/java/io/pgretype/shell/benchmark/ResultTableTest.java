package io.pgretype.shell.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTableTest {

    @Test
    void comparesWithAlterTableAndWithBatchesOfAsManyWorkers() {
        Results results = Measured.results(
                Measured.of(Method.ALTER_TABLE, 10),
                Measured.of(Method.BATCHES_1, 60),
                Measured.of(Method.BATCHES_2, 40),
                Measured.of(Method.PGRETYPE_1, 15),
                Measured.of(Method.PGRETYPE_2, 8));

        assertThat(ResultTable.lines(results))
                .containsSubsequence(
                        "sequential-8-250-default: 2,000,000 rows of 250 bytes, bigint key in order, 8 other indexes,"
                                + " shared_buffers 128 MB, max_wal_size 1024 MB, autovacuum off",
                        "METHOD       SECONDS    ROWS/S  WAL/ROW  TABLE  INDEXES   HOT  ALTER  BATCHES  WAL",
                        "alter-table     10.0   200,000      500     8%     100%     -  1.00x    0.17x  0.17x",
                        "batches-1       60.0    33,333    3,000     8%     100%   90%  6.00x    1.00x  1.00x",
                        "batches-2       40.0    50,000    2,000     8%     100%   90%  4.00x    1.00x  1.00x",
                        "pgretype-1      15.0   133,333      750     8%     100%   90%  1.50x    0.25x  0.25x",
                        "pgretype-2       8.0   250,000      400     8%     100%   90%  0.80x    0.20x  0.20x");
    }

    @Test
    void saysNothingOfWhatWasNotMeasured() {
        assertThat(ResultTable.lines(Measured.results(Measured.of(Method.PGRETYPE_2, 8))))
                .contains("pgretype-2      8.0   250,000      400     8%     100%   90%      -        -      -");
        assertThat(ResultTable.lines(new Results())).isEqualTo(List.of());
    }
}
