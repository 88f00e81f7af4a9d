package io.pgretype.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pgretype.shell.ShellProcess.Ending;
import io.pgretype.shell.notify.Receiver;
import io.pgretype.testkit.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a webhook gets to know of the commands that operators and cron run, and that its URL is in no output. */
class NotifyIT {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path directory;

    private TestDatabase database;
    private Receiver receiver;

    @BeforeEach
    void aTable() throws Exception {
        receiver = new Receiver();
        database = TestDatabase.create();
        database.execute(
                "create table file (id bigint primary key, size integer)",
                "insert into file select i, i from generate_series(1, 1000) i",
                "analyze file");
        ShellProcess.writeChange(directory, "file-size", "table: file\ncolumns: {size: {type: bigint}}\n");
    }

    @AfterEach
    void close() {
        receiver.close();
        database.close();
    }

    @Test
    void cronTellsWhatIsNewAndNothingAgain() throws Exception {
        assertThat(run("advance", "file-size", "--to", "backfill").status()).isZero();
        assertThat(events()).containsExactly("expand phase-done", "backfill phase-done", "advance waiting");

        JsonNode last = body(1);
        assertThat(last.get("text").asString())
                .startsWith("file-size at ")
                .contains(": backfill is done; the change is backfilled.\nnext: ./pgretype harden file-size");
        assertThat(last.get("change").asString()).isEqualTo("file-size");
        assertThat(last.get("phase").asString()).isEqualTo("backfilled");
        assertThat(last.get("exit_status").asInt()).isZero();
        assertThat(last.get("problem").isNull()).isTrue();
        assertThat(last.get("database").asString()).endsWith("/" + database.name());

        assertThat(run("advance", "file-size", "--to", "backfill")).isEqualTo(new Ending(0, "", ""));
        assertThat(run("cutover", "file-size").status()).isEqualTo(3);
        assertThat(run("cutover", "file-size").status()).isEqualTo(3);
        assertThat(events()).hasSize(4).last().isEqualTo("cutover waiting");
        assertThat(body(3).get("problem").asString()).isEqualTo("wrong-phase");
    }

    @Test
    void aHoldThatLastsIsToldAndThatItIsOver() throws Exception {
        assertThat(run("expand", "file-size").status()).isZero();
        ShellProcess backfill;
        try (Connection reader = database.connect();
                var statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("select count(*) from file");
            assertThat(run("limit", "file-size", "--max-snapshot-age", "1ms").status())
                    .isZero();
            Map<String, String> environment = environment();
            environment.put("PGRETYPE_NOTIFY_HOLDS_LONGER_THAN", "2s");
            backfill = ShellProcess.start(directory, environment, "backfill", "file-size");
            await().atMost(Duration.ofMinutes(1)).until(() -> receiver.bodies().size() > 1);
            reader.rollback();
        }
        Ending ending = backfill.ending();

        assertThat(ending.status()).as(ending.error()).isZero();
        assertThat(events())
                .containsExactly("expand phase-done", "backfill holding", "backfill went-on", "backfill phase-done");
        assertThat(body(1).get("text").asString()).contains("max-snapshot-age", "next: ./pgretype status file-size");
        assertThat(ending.error()).doesNotContain(Receiver.SECRET);
    }

    @Test
    void aReceiverThatHangsChangesNeitherStatusNorOutcome() throws Exception {
        receiver.hanging();

        Ending expand = run("expand", "file-size");

        assertThat(expand.status()).as(expand.error()).isZero();
        assertThat(expand.output()).contains("expanded:");
        assertThat(expand.error())
                .contains("'phase-done of file-size' could not be sent to the webhook of notify-url: the program ends")
                .doesNotContain(Receiver.SECRET, "127.0.0.1:");
    }

    @Test
    void theUrlIsInNoOutput() throws Exception {
        Ending config = run("config");
        assertThat(config.output())
                .containsPattern("(?m)^notify-url +\\*\\*\\* +PGRETYPE_NOTIFY_URL$")
                .containsPattern("(?m)^notify-holds-longer-than +10m +default$")
                .doesNotContain(Receiver.SECRET);
        assertThat(run("config", "--json").output()).doesNotContain(Receiver.SECRET);

        Map<String, String> environment = environment();
        environment.put("PGRETYPE_NOTIFY_URL", "hooks.example.org/" + Receiver.SECRET);
        environment.put("PGRETYPE_DEBUG", "1");
        Ending refused = ShellProcess.run(directory, environment, "status");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.error())
                .startsWith("[bad-command-line] The variable PGRETYPE_NOTIFY_URL cannot be used.")
                .doesNotContain(Receiver.SECRET);
    }

    private Ending run(String... words) throws Exception {
        return ShellProcess.run(directory, environment(), words);
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.put("PGRETYPE_NOTIFY_URL", receiver.url());
        return environment;
    }

    /** Command and event of all that was received. */
    private List<String> events() {
        return receiver.bodies().stream()
                .map(JSON::readTree)
                .map(body ->
                        body.get("command").asString() + " " + body.get("event").asString())
                .toList();
    }

    private JsonNode body(int index) {
        return JSON.readTree(receiver.bodies().get(index));
    }
}
