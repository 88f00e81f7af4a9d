package io.pgretype.harden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HardenJobTest {

    @Test
    void namesWhatItHasBuilt() {
        assertThat(HardenJob.built(List.of())).isEqualTo("hardened: 0 objects built for the new column.");
        assertThat(HardenJob.built(List.of("index a")))
                .isEqualTo("hardened: 1 object built for the new column: index a.");
    }

    @Test
    void ofManyOnlyTheFirst() {
        List<String> many = IntStream.rangeClosed(1, 301)
                .mapToObj(number -> "index i" + number)
                .toList();

        assertThat(HardenJob.built(many))
                .startsWith("hardened: 301 objects built for the new column: index i1, ")
                .endsWith("index i10 and 291 more.");
    }
}
