package io.pgretype.shell.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchmarkCaseTest {

    @Test
    void theHeadlineCasesAreCasesLikeAllOthers() {
        assertThat(BenchmarkCase.parse("sequential").name()).isEqualTo("sequential-8-250-default");
        assertThat(BenchmarkCase.parse("random").name()).isEqualTo("random-8-250-small");
    }

    @Test
    void trafficMeetsTheSameTableAndAWalThatDoesNotShrinkWithIt() {
        BenchmarkCase kind = BenchmarkCase.parse("random").withRows(1_000).forTraffic();
        assertThat(kind.name()).isEqualTo("random-8-250-large");
        assertThat(kind.rows()).isEqualTo(1_000);
        assertThat(kind.maxWalMegabytes())
                .isEqualTo(BenchmarkCase.parse("random-8-250-large")
                        .withRows(BenchmarkCase.REFERENCE_ROWS)
                        .maxWalMegabytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sequential-0-200-default", "random-3-1000-small", "uuid-8-250-default"})
    void isNamedByWhatItIs(String name) {
        assertThat(BenchmarkCase.parse(name).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "sequentially", "serial-8-250-default", "uuid-10-250-small", "uuid-3-100-small", "uuid-3-250"
            })
    void refusesWhatIsNoCase(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> BenchmarkCase.parse(name));
    }

    @Test
    void theServerShrinksWithTheTableAndGrowsNoFurther() {
        BenchmarkCase full = BenchmarkCase.parse("random");
        assertThat(full.maxWalMegabytes()).isEqualTo(512);
        assertThat(full.sharedBuffersMegabytes()).isEqualTo(128);
        assertThat(BenchmarkCase.parse("sequential").withRows(4_000_000).maxWalMegabytes())
                .isEqualTo(1024);
        assertThat(BenchmarkCase.parse("sequential").withRows(500_000).maxWalMegabytes())
                .isEqualTo(256);
        assertThat(BenchmarkCase.parse("sequential").withRows(500_000).sharedBuffersMegabytes())
                .isEqualTo(32);
        assertThat(BenchmarkCase.parse("random").withRows(1_000).maxWalMegabytes())
                .as("the least that a server takes")
                .isEqualTo(32);
    }

    @Test
    void theMatrixHasEachCombinationOnce() {
        assertThat(BenchmarkCase.matrix()).hasSize(24).doesNotHaveDuplicates();
    }
}
