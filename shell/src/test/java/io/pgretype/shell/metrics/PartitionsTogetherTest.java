package io.pgretype.shell.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class PartitionsTogetherTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void theStepsOfAllPartitionsAreOneSeries() {
        registry.config().meterFilter(new PartitionsTogether());
        for (int partition = 0; partition < 24; partition++) {
            registry.timer("spring.batch.step", "spring.batch.step.name", "fill:partition" + partition)
                    .record(java.time.Duration.ofMillis(1));
        }

        assertThat(registry.getMeters()).hasSize(1);
        assertThat(registry.get("spring.batch.step")
                        .tag("spring.batch.step.name", "fill")
                        .timer()
                        .count())
                .isEqualTo(24);
    }

    @Test
    void othersKeepTheirTags() {
        registry.config().meterFilter(new PartitionsTogether());
        registry.counter("disk", "name", "a:partition1").increment();

        assertThat(registry.get("disk").tag("name", "a:partition1").counter().count())
                .isOne();
    }
}
