package io.pgretype.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Activity;
import io.pgretype.run.PhaseRunner;
import io.pgretype.testkit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the jobs' registry holds after a run. */
class MetricsIT {

    private static final String CHANGE = "file-size";

    @TempDir
    private Path changes;

    @Test
    void partitionsHaveNoSeriesOfTheirOwn() throws Exception {
        Files.writeString(changes.resolve(CHANGE + ".yaml"), "table: file\ncolumns: {size: {type: bigint}}\n");
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(
                    "create table file (id bigint primary key, size integer)",
                    "insert into file select i, i from generate_series(1, 5000) as i",
                    "analyze file");
            try (var jobs = JobsContext.open(database.url(), changes)) {
                for (PhaseCommand command : List.of(PhaseCommand.EXPAND, PhaseCommand.BACKFILL)) {
                    assertThat(jobs.getBean(PhaseRunner.class)
                                    .run(command, CHANGE, Set.of(), new Activity())
                                    .problems())
                            .isEmpty();
                }
                assertThat(jobs.getBean(PhaseRunner.class)
                                .run(PhaseCommand.CUTOVER, CHANGE, Set.of(), new Activity())
                                .problems())
                        .hasSize(1);
                String metrics = jobs.getBean(PrometheusMeterRegistry.class).scrape();

                assertThat(metrics).contains("spring_batch_job").doesNotContain(":partition");
                assertThat(metrics)
                        .contains("pgretype_phase{change=\"" + CHANGE + "\",phase=\"backfilled\"} 1.0")
                        .contains("pgretype_phase{change=\"" + CHANGE + "\",phase=\"expanded\"} 0.0")
                        .contains("pgretype_phase{change=\"" + CHANGE + "\",phase=\"cut_over\"} 0.0")
                        .contains("pgretype_rows_remaining{change=\"" + CHANGE + "\"} 0.0")
                        .contains("pgretype_last_run_exit_status{change=\"" + CHANGE + "\",command=\"backfill\"} 0.0")
                        .contains("pgretype_last_run_exit_status{change=\"" + CHANGE + "\",command=\"cutover\"} 3.0")
                        .contains("pgretype_last_run_timestamp_seconds{change=\"" + CHANGE + "\",command=\"cutover\"}");
            }
        }
    }
}
