package io.pgretype.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pgretype.shell.ShellProcess.Ending;
import io.pgretype.testkit.SchemaDump;
import io.pgretype.testkit.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SIGKILL between any two of the swaps of a change of three tables: a_line, b_line, and orders, which both reference. */
class KilledBetweenSwapsIT {

    /** In the order in which they are swapped. */
    private static final List<String> TABLES = List.of("a_line", "b_line", "orders");

    private static final String SWAPPED = """
            select count(*)
              from pgretype.swapped_table""";

    private static final int GATE_LOCK = 4711;

    private static final String GATE = """
            create function gate() returns trigger language plpgsql as $$
            begin
                if coalesce(new.table_oid, old.table_oid) = '%s'::regclass then
                    perform pg_advisory_xact_lock(4711);
                end if;
                return coalesce(new, old);
            end $$

            create trigger gate before insert or delete on pgretype.swapped_table
                for each row execute function gate()""";

    private static final String AT_GATE = """
            select exists (
                select
                  from pg_locks
                 where locktype = 'advisory'
                   and objid = 4711
                   and not granted)""";

    @TempDir
    Path directory;

    @AutoClose
    private TestDatabase database;

    private Map<String, String> environment;
    private String before;

    @BeforeEach
    void aVerifiedChange() throws Exception {
        ShellProcess.writeChange(
                directory,
                "ids",
                "table: orders\ncolumns: {id: {type: bigint}}\nlimits: {lock-deadline: 10m}\nsoak: 0s\n");
        database = TestDatabase.create();
        database.execute(
                "create table orders (id integer primary key)",
                "create table a_line (id bigint primary key, order_id integer references orders)",
                "create table b_line (id bigint primary key, order_id integer references orders)",
                "insert into orders select i from generate_series(1, 100) as i",
                "insert into a_line select i, i from generate_series(1, 100) as i",
                "insert into b_line select i, i from generate_series(1, 100) as i");
        environment = database.environment();
        before = SchemaDump.byCatalog(database);
        done("advance", "ids");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theSameCommandGoesOn(int swaps) throws Exception {
        killBefore("cutover", TABLES.get(swaps), swaps);

        assertThat(done("status", "ids"))
                .contains("partly cut over")
                .containsPattern("swapped +%s; the others are not"
                        .formatted(TABLES.subList(0, swaps).stream()
                                .map("public\\."::concat)
                                .collect(Collectors.joining(", "))));
        write();
        assertThat(done("cutover", "ids")).contains("cut over: ");
        write();
        done("contract", "ids");
    }

    @Test
    void rollbackGoesBackFromThere() throws Exception {
        killBefore("cutover", TABLES.get(1), 1);
        write();
        done("rollback", "ids");
        write();
        done("abandon", "ids");
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
    }

    @Test
    void rollbackThatWasKilledGoesOn() throws Exception {
        done("cutover", "ids");
        killBefore("rollback", TABLES.get(1), 2);
        write();
        done("rollback", "ids");
        write();
        done("abandon", "ids");
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
    }

    /**
     * A table waits, after its swap, for a lock that we have; so that swap does not commit.
     *
     * @param left how many tables are swapped then
     */
    private void killBefore(String command, String table, int left) throws Exception {
        database.execute(GATE.formatted(table).split("\n\n"));
        try (Connection gatekeeper = database.connect()) {
            gatekeeper.createStatement().execute("select pg_advisory_lock(%d)".formatted(GATE_LOCK));
            ShellProcess process = ShellProcess.start(directory, environment, command, "ids");
            await().atMost(Duration.ofMinutes(1))
                    .until(() ->
                            database.value(SWAPPED, Integer.class) == left && database.value(AT_GATE, Boolean.class));
            process.kill();
            process.ending();
        }
        database.execute("drop trigger gate on pgretype.swapped_table", "drop function gate()");
    }

    /** Whichever types the columns have just now. */
    private void write() {
        database.execute(
                "insert into orders (id) select max(id) + 1 from orders",
                "insert into a_line (id, order_id) select max(id) + 1, (select max(id) from orders) from a_line",
                "insert into b_line (id, order_id) select max(id) + 1, (select max(id) from orders) from b_line",
                "update orders set id = id where id = 7",
                "delete from a_line where id = (select min(id) from a_line)");
    }

    private String done(String... words) throws Exception {
        Ending ending = ShellProcess.run(directory, environment, words);
        assertThat(ending.status()).as(ending.error()).isZero();
        return ending.output();
    }
}
