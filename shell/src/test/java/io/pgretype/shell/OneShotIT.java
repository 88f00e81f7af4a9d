package io.pgretype.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.shell.ShellProcess.Ending;
import io.pgretype.testkit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneShotIT {

    /** Nothing listens there, so whatever needs a database fails at once. */
    private static final Map<String, String> NO_DATABASE = Map.of("PGHOST", "localhost", "PGPORT", "1");

    @TempDir
    private static Path directory;

    @AutoClose
    private static TestDatabase database;

    @BeforeAll
    static void aChangeAndADatabase() throws Exception {
        ShellProcess.writeChange(directory, "file-size", """
                table: public.file
                columns:
                  size:
                    type: bigint
                """);
        // A console or a command must not take an application's settings for its own.
        Files.writeString(directory.resolve("application.properties"), "spring.main.lazy-initialization=false\n");
        database = TestDatabase.create();
        database.execute("create table file (id bigint primary key, size integer)");
    }

    @Test
    void helpNeedsNoDatabase() throws Exception {
        Ending help = run(NO_DATABASE, "help");

        assertThat(help.status()).isZero();
        assertThat(help.output()).contains("plan CHANGE", "cutover CHANGE", "exit status:");
        assertThat(help.error()).isEmpty();
        assertThat(run(NO_DATABASE, "verify", "--help").output())
                .contains("usage: ./pgretype verify CHANGE [--repair]");
    }

    @Test
    void configSaysWhereEachSettingIsFromAndNoPassword() throws Exception {
        Path file = Files.writeString(directory.resolve("config.yaml"), "metrics-bind: 127.0.0.2\n");
        Ending config = run(
                Map.of("PGRETYPE_CONFIG", file.toString(), "PGRETYPE_PUSHGATEWAY", "http://bob:hush@gateway:9091"),
                "config",
                "--url",
                "jdbc:postgresql://db:5433/shop?user=ann&password=hush");

        assertThat(config.status()).as(config.error()).isZero();
        assertThat(config.output())
                .containsPattern("(?m)^url +jdbc:postgresql://db:5433/shop\\?\\*\\*\\* +--url$")
                .containsPattern("(?m)^changes +migrations/changes +default$")
                .containsPattern("(?m)^metrics-port +not served +default$")
                .containsPattern("(?m)^metrics-bind +127.0.0.2 +%s:1$".formatted(file))
                .containsPattern("(?m)^pushgateway +http:\\*\\*\\* +PGRETYPE_PUSHGATEWAY$")
                .containsPattern("(?m)^connection +ann@db:5433/shop")
                .doesNotContain("hush");
        assertThat(run(NO_DATABASE, "config", "--json").output()).contains("\"setting\" : \"metrics-port\"");
    }

    @Test
    void aLineThatIsNotUnderstoodIsStatusTwoAndSaysWhatToType() throws Exception {
        assertUsageError(run(NO_DATABASE, "bakcfill", "file-size"), "Did you mean 'backfill'?");
        assertUsageError(run(NO_DATABASE, "verify", "file-size", "--reapir"), "did you mean --repair?");
        assertUsageError(run(NO_DATABASE, "backfill"), "the changes are file-size");
        assertUsageError(run(NO_DATABASE, "plan", "file-size", "too much"), "'too much' follows 'file-size'");
        assertUsageError(run(NO_DATABASE, "advance", "file-size", "--to", "nonsense"), "'nonsense' is none of expand");
        assertUsageError(run(NO_DATABASE, "status", "--url"), "--url needs a value");
        assertUsageError(
                run(NO_DATABASE, "cutover", "file-size", "--times", "5"), "--times makes sense only with --rehearse");
        assertUsageError(
                run(NO_DATABASE, "cutover", "file-size", "--rehearse", "--times", "0"), "no number from 1 to 100");
    }

    private static void assertUsageError(Ending ending, String message) {
        assertThat(ending.status()).isEqualTo(2);
        assertThat(ending.output()).isEmpty();
        assertThat(ending.error()).startsWith("[bad-command-line]").contains(message, "next:");
    }

    @Test
    void aServerThatDoesNotAnswerIsOneClearError() throws Exception {
        Ending status = run(NO_DATABASE, "status");

        assertThat(status.status()).isEqualTo(2);
        assertThat(status.output()).isEmpty();
        assertThat(status.error())
                .startsWith("[no-server] No PostgreSQL server answers at localhost:1.")
                .doesNotContain("\tat ", "Exception:");
        assertThat(status.error().lines()).hasSize(4);
    }

    @Test
    void lintTriesNothingOnAServerThatOnlyTheEnvironmentNames() throws Exception {
        Files.createDirectories(directory.resolve("m"));
        Files.writeString(directory.resolve("m/1.sql"), "create table a (b integer);\n");

        Ending lint = run(database.environment(), "lint", "m/1.sql");

        assertThat(lint.status()).isEqualTo(2);
        assertThat(lint.error()).startsWith("[no-scratch-server]").contains("lint --url jdbc:postgresql://");

        Ending named = run(Map.of(), "lint", "m/1.sql", "--url", database.url());

        assertThat(named.status()).as(named.error()).isZero();
        assertThat(named.output()).startsWith("Nothing found in 1 file, 1 statement tried on PostgreSQL ");
        assertThat(named.error()).isEmpty();
    }

    @Test
    void lintCountsWhatIsKnownOfProduction() throws Exception {
        Files.createDirectories(directory.resolve("p"));
        Files.writeString(directory.resolve("p/1.sql"), "create table a (b integer);\n");
        Files.writeString(directory.resolve("p/2.sql"), "set lock_timeout = '2s';\ncreate index on a (b);\n");
        Files.writeString(directory.resolve("p/3.sql"), "set lock_timeout = '2s';\nalter table a add c integer;\n");
        Files.writeString(directory.resolve("stats.yaml"), """
                server: "18.6"
                taken: 2026-11-28T17:00:00Z
                tables:
                  "public.a": {rows: 10, bytes: 8192}
                """);
        Files.writeString(directory.resolve("statements.sql"), "select * from a;\n");

        Ending small = run(Map.of(), "lint", "p/2.sql", "--url", database.url(), "--stats", "stats.yaml");
        Ending replayed = run(Map.of(), "lint", "p/3.sql", "--url", database.url(), "--statements", "statements.sql");
        Ending missing = run(Map.of(), "lint", "p/3.sql", "--url", database.url(), "--stats", "nowhere.yaml");

        assertThat(small.status()).as(small.output()).isZero();
        assertThat(replayed.status()).isEqualTo(3);
        assertThat(replayed.output()).contains("p/3.sql:2 cached-plan-breaks", "statements.sql:1 select * from a");
        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.error()).startsWith("[production-file-invalid]").contains("nowhere.yaml");
    }

    @Test
    void statsWritesDownHowLargeTablesAre() throws Exception {
        database.execute("analyze file");
        Path file = directory.resolve("new/stats.yaml");

        Ending shown = run(database.environment(), "stats");
        Ending written = run(database.environment(), "stats", "--out", file.toString());
        Ending statements = run(database.environment(), "stats", "--statements", file.toString());

        assertThat(shown.status()).as(shown.error()).isZero();
        assertThat(shown.output()).contains("\"public.file\": {rows: 0, bytes: 0}", "\"public.file_pkey\": ");
        assertThat(written.status()).as(written.error()).isZero();
        assertThat(written.output()).contains("stats.yaml: the sizes of ");
        assertThat(Files.readString(file)).contains("\"public.file\": {rows: 0, bytes: 0}");
        assertThat(statements.status()).isEqualTo(3);
        assertThat(statements.error()).startsWith("[statements-not-collected]");
    }

    @Test
    void aWrongPasswordIsOneClearErrorThatDoesNotSayIt() throws Exception {
        demandPasswordOf("locked_user");
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.put("PGUSER", "locked_user");
        environment.put("PGPASSWORD", "wrong-and-secret");

        Ending status = run(environment, "status");

        assertThat(status.status()).isEqualTo(2);
        assertThat(status.error())
                .startsWith("[wrong-password]")
                .contains("locked_user", "28P01")
                .doesNotContain("wrong-and-secret", "\tat ");
    }

    private static void demandPasswordOf(String user) {
        database.execute("create role %s login password 'right'".formatted(user));
        String file = database.value("show hba_file", String.class);
        String rules = database.value("select pg_read_file(current_setting('hba_file'))", String.class);
        database.execute("""
                copy (
                    select 'host all %s all scram-sha-256'
                    union all
                    select string_to_table($rules$%s$rules$, E'\\n')
                ) to '%s'
                """.formatted(user, rules, file), "select pg_reload_conf()");
    }

    @Test
    void aChangeWithoutFileIsNamed() throws Exception {
        Ending plan = run(database.environment(), "plan", "nix");

        assertThat(plan.status()).isEqualTo(2);
        assertThat(plan.error()).startsWith("[change-file-missing]").contains("file-size");
    }

    @Test
    void resultsGoToStandardOutputAndNothingElseDoes() throws Exception {
        Ending plan = run(database.environment(), "plan", "file-size");

        assertThat(plan.status()).as(plan.error()).isZero();
        assertThat(plan.output()).contains("public.file");
        assertThat(plan.error()).isEmpty();
        assertThat(run(Map.of(), "status", "--json", "--url", database.url()).output())
                .startsWith("[");
    }

    @Test
    void alterChangesWhatThePlainStatementDoesInPlaceAndNothingElse() throws Exception {
        ShellProcess.writeChange(directory, "note-text", """
                table: public.note
                columns: {text: {type: text}}
                """);
        database.execute("create table note (id bigint primary key, text varchar(10))");

        Ending altered = run(database.environment(), "alter", "note-text");
        Ending again = run(database.environment(), "alter", "note-text");
        Ending refused = run(database.environment(), "alter", "file-size");

        assertThat(altered.status()).as(altered.error()).isZero();
        assertThat(altered.output()).contains("alter column text type text", "public.note has its types.");
        assertThat(altered.error()).isEmpty();
        assertThat(database.value("select pg_typeof(max(text))::text from note", String.class))
                .isEqualTo("text");
        assertThat(again.status()).isZero();
        assertThat(again.output()).contains("nothing to do");
        assertThat(refused.status()).isEqualTo(3);
        assertThat(refused.error()).startsWith("[rewrite-needed]");
        assertThat(database.value("select pg_typeof(max(size))::text from file", String.class))
                .isEqualTo("integer");
    }

    private static Ending run(Map<String, String> environment, String... arguments) throws Exception {
        return ShellProcess.run(directory, environment, arguments);
    }
}
