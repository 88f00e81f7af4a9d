package com.example.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.ExitStatus;
import io.pgretype.run.PhaseRunner;
import io.pgretype.status.StatusReader;
import io.pgretype.testkit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The jobs in an application of somebody's own, which sets nothing of Spring Batch. */
class LibraryIT {

    private static final String CHANGE = "file-size";

    @TempDir
    private Path changes;

    private TestDatabase database;
    private ConfigurableApplicationContext context;

    @BeforeEach
    void open() throws Exception {
        Files.writeString(changes.resolve(CHANGE + ".yaml"), "table: file\ncolumns: {size: {type: bigint}}\n");
        database = TestDatabase.create();
        database.execute(
                "create table file (id bigint primary key, size integer not null)",
                "insert into file select i, i from generate_series(1, 5000) as i",
                "analyze file");
        context = SpringApplication.run(
                MigrationApplication.class,
                "--migration.url=jdbc:postgresql://%s:%d/%s"
                        .formatted(database.host(), database.port(), database.name()),
                "--migration.user=" + database.user(),
                "--migration.password=" + database.password(),
                "--migration.changes=" + changes,
                "--spring.main.banner-mode=off",
                "--logging.level.root=error");
    }

    @AfterEach
    void close() {
        context.close();
        database.close();
    }

    @Test
    void runsAChangeFromExpandToContract() {
        for (PhaseCommand command : List.of(
                PhaseCommand.EXPAND,
                PhaseCommand.BACKFILL,
                PhaseCommand.HARDEN,
                PhaseCommand.VERIFY,
                PhaseCommand.CUTOVER,
                PhaseCommand.CONTRACT)) {
            Set<RunOption> options = command == PhaseCommand.CONTRACT ? Set.of(RunOption.NOW) : Set.of();
            Outcome outcome = context.getBean(PhaseRunner.class).run(command, CHANGE, options, new Activity());

            assertThat(outcome.exitStatus())
                    .as("%s: %s", command, outcome.problems())
                    .isEqualTo(ExitStatus.DONE);
        }

        assertThat(context.getBean(StatusReader.class).read(CHANGE).phase()).isEqualTo(Phase.CONTRACTED);
        assertThat(database.column(
                        "select data_type from information_schema.columns where table_name = 'file' order by 1"))
                .containsExactly("bigint", "bigint");
        assertThat(database.value("select count(*) from file where size = id", Long.class))
                .isEqualTo(5000);
    }

    @Test
    void keepsTheJobRepositoryBesideTheLedger() {
        context.getBean(PhaseRunner.class).run(PhaseCommand.EXPAND, CHANGE, Set.of(), new Activity());

        assertThat(database.column("""
                select schemaname
                  from pg_tables
                 where tablename = 'batch_job_execution'""")).containsExactly("pgretype");
        assertThat(database.value("select count(*) from pgretype.batch_job_execution", Long.class))
                .isEqualTo(1);
    }
}
