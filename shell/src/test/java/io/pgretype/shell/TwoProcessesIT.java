package io.pgretype.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pgretype.problem.ExitStatus;
import io.pgretype.shell.ShellProcess.Ending;
import io.pgretype.testkit.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two processes at once: one works, the other is told who does. */
class TwoProcessesIT {

    /** The lease is the one advisory lock with "pgrt" as its first key. */
    private static final String LEASE_HOLDER = """
            select pid
              from pg_locks
             where locktype = 'advisory'
               and classid = x'70677274'::integer::oid
               and database = (select oid from pg_database where datname = current_database())""";

    @TempDir
    Path directory;

    @AutoClose
    private TestDatabase database;

    private Map<String, String> environment;

    @BeforeEach
    void anExpandedChange() throws Exception {
        ShellProcess.writeChange(directory, "size", "table: item\ncolumns: {size: {type: bigint}}\n");
        database = TestDatabase.create();
        database.execute(
                "create table item (id integer primary key, size integer)",
                "insert into item select i, i from generate_series(1, 100) as i");
        environment = database.environment();
        assertThat(run("expand", "size").status()).isZero();
    }

    @Test
    void theSecondIsBusyAndTheFirstGoesOn() throws Exception {
        ShellProcess first;
        try (Connection application = database.connect();
                Statement statement = application.createStatement()) {
            first = backfillThatCannotEnd(application, statement);
            Ending second = run("backfill", "size");
            assertThat(second.status()).isEqualTo(ExitStatus.UNFINISHED.number());
            assertThat(second.error()).contains("[busy]").contains("its lease is held by pid ");
            assertThat(first.isAlive()).isTrue();
            application.rollback();
        }
        Ending ended = first.ending();
        assertThat(ended.status()).as(ended.error()).isZero();
    }

    @Test
    void statusTellsARunThatWorksFromOneThatWasKilled() throws Exception {
        try (Connection application = database.connect();
                Statement statement = application.createStatement()) {
            ShellProcess first = backfillThatCannotEnd(application, statement);
            int holder = database.value(LEASE_HOLDER, Integer.class);

            assertThat(run("status", "size").output())
                    .containsPattern("(?m)^running +pid %d \\(%s at 127\\.0\\.0\\.1, connected since "
                            .formatted(holder, database.user()))
                    .containsPattern("(?m)^backfill  running  ");
            assertThat(run("status").output()).containsPattern("(?m)^size  .*  pid %d  ".formatted(holder));
            JsonNode running = json("status", "size", "--json");
            assertThat(running.at("/0/running/pid").intValue()).isEqualTo(holder);
            assertThat(running.at("/0/running/user").stringValue()).isEqualTo(database.user());
            assertThat(running.at("/0/running/host").stringValue()).isEqualTo("127.0.0.1");
            assertThat(Instant.parse(running.at("/0/running/since").stringValue()))
                    .isBefore(Instant.now());
            assertThat(running.at("/0/phases/1/status").stringValue()).isEqualTo("running");
            assertThat(run("pause", "size").output()).contains("at work is pid %d (".formatted(holder));

            first.kill();
            first.ending();
            await().until(() ->
                    database.value("select count(*) from (%s) as holder".formatted(LEASE_HOLDER), Long.class) == 0);

            assertThat(run("status", "size").output())
                    .containsPattern("(?m)^running +no$")
                    .containsPattern("(?m)^backfill  interrupted  ");
            JsonNode killed = json("status", "size", "--json");
            assertThat(killed.at("/0/running").isNull()).isTrue();
            assertThat(killed.at("/0/phases/1/status").stringValue()).isEqualTo("interrupted");
            assertThat(run("pause", "size").output()).contains("Nothing works on it now");
            application.rollback();
        }
    }

    /** As long as one row is locked. */
    private ShellProcess backfillThatCannotEnd(Connection application, Statement statement) throws Exception {
        application.setAutoCommit(false);
        statement.execute("select from item where id = 5 for update");
        ShellProcess backfill = ShellProcess.start(directory, environment, "backfill", "size");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> database.value("select count(size_new) from item", Long.class) == 99);
        return backfill;
    }

    private JsonNode json(String... words) throws Exception {
        return JsonMapper.shared().readTree(run(words).output());
    }

    private Ending run(String... words) throws Exception {
        return ShellProcess.run(directory, environment, words);
    }
}
