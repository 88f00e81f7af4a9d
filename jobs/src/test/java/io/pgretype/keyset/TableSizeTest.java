package io.pgretype.keyset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** More partitions than workers, so that these finish together. */
class TableSizeTest {

    @ParameterizedTest
    @CsvSource({
        "0,             2,  1",
        "4999,          2,  1",
        "10000,         2,  2",
        "80000,         2,  16",
        "2000000,       1,  8",
        "2000000,       2,  16",
        "100000000,     2,  25",
        "100000000,     4,  32",
        "5000000000,    2,  64",
        "5000000000,    16, 128",
    })
    void goesIntoPartitions(long rows, int workers, int partitions) {
        assertThat(new TableSize(rows, rows / 30, 30, 30, true).partitions(workers, 8))
                .isEqualTo(partitions);
    }
}
