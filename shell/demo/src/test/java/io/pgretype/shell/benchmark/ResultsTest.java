package io.pgretype.shell.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResultsTest {

    @Test
    void ofSeveralRoundsTheMedianCounts() {
        Results results = Measured.results(
                Measured.of(Method.ALTER_TABLE, 30),
                Measured.of(Method.ALTER_TABLE, 10),
                Measured.of(Method.ALTER_TABLE, 11));

        assertThat(results.of(Measured.KIND)).extracting(Measurement::seconds).containsExactly(11.0);
    }

    @Test
    void methodsStandInTheirOwnOrder() {
        Results results = Measured.results(Measured.of(Method.PGRETYPE_2, 9), Measured.of(Method.ALTER_TABLE, 10));

        assertThat(results.of(Measured.KIND))
                .extracting(Measurement::method)
                .containsExactly(Method.ALTER_TABLE, Method.PGRETYPE_2);
    }
}
