package io.pgretype.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DistributionTest {

    @Test
    void namesMeasuredValuesOnly() {
        assertThat(Distribution.of(LongStream.rangeClosed(1, 20).boxed()).text(" ms"))
                .isEqualTo("min 1 ms, median 10 ms, p95 19 ms, max 20 ms");
    }

    @Test
    void aFewValuesHaveThemToo() {
        assertThat(Distribution.of(Stream.of(7L)).text("")).isEqualTo("min 7, median 7, p95 7, max 7");
        assertThat(Distribution.of(Stream.of(9L, 2L, 4L)).text("")).isEqualTo("min 2, median 4, p95 9, max 9");
    }
}
