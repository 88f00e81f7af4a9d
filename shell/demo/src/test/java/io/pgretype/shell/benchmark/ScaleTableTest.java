package io.pgretype.shell.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScaleTableTest {

    @Test
    void saysWhatAMillionRowsTakeInEachSize() {
        Results results = new Results();
        results.add(Measured.of(Measured.KIND.withRows(1_000_000), Method.PGRETYPE_2, 6));
        results.add(Measured.of(Measured.KIND.withRows(10_000_000), Method.ALTER_TABLE, 40));
        results.add(Measured.of(Measured.KIND.withRows(10_000_000), Method.PGRETYPE_2, 55));

        assertThat(ScaleTable.lines(results))
                .containsExactly(
                        "",
                        "sequential-8-250-default: seconds a million rows",
                        "METHOD       1,000,000  10,000,000",
                        "pgretype-2   6.0        5.5",
                        "alter-table  -          4.0");
    }

    @Test
    void saysNothingOfOneSize() {
        assertThat(ScaleTable.lines(Measured.results(Measured.of(Method.PGRETYPE_2, 8))))
                .isEmpty();
    }
}
