package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertDone;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.Workbench;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real autovacuum works on the table, slowly, and comes back as soon as it was made to go. */
class AutovacuumTrapIT extends PhaseFixture {

    /** Shorter than deadlock_timeout: a reader that waited while autovacuum was made to go would fail. */
    private static final String PATIENCE_OF_READERS = "900ms";

    private static final String AUTOVACUUM_WORKS = """
            select exists (
                select
                  from pg_locks as lock
                  join pg_stat_activity as activity
                    on activity.pid = lock.pid
                 where lock.relation = 'item'::regclass
                   and lock.mode = 'ShareUpdateExclusiveLock'
                   and lock.granted
                   and activity.backend_type = 'autovacuum worker')""";

    /** Of pgretype's request: in the anteroom, or where readers wait behind it. */
    private static final String WAITS_FOR = """
            select mine.mode
              from pg_locks as mine
              join pg_stat_activity as activity
                on activity.pid = mine.pid
              join pg_locks as theirs
                on theirs.relation = mine.relation
              join pg_stat_activity as worker
                on worker.pid = theirs.pid
             where mine.relation = 'item'::regclass
               and not mine.granted
               and activity.application_name = 'pgretype'
               and theirs.granted
               and theirs.mode = 'ShareUpdateExclusiveLock'
               and worker.backend_type = 'autovacuum worker'""";

    private final String role = "owner_" + UUID.randomUUID().toString().replace("-", "");

    @BeforeEach
    void slowAutovacuum() {
        database.execute(
                "alter system set autovacuum_naptime = '1s'",
                "select pg_reload_conf()",
                """
                create table item (id integer primary key, size integer, filler text)
                  with (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0,
                        autovacuum_vacuum_insert_threshold = -1, autovacuum_enabled = off,
                        autovacuum_vacuum_cost_delay = 100, autovacuum_vacuum_cost_limit = 1)""",
                "insert into item select i, i, repeat('x', 100) from generate_series(1, 20000) as i");
    }

    @AfterEach
    void usualAutovacuum() {
        workbench.close();
        database.execute("alter system reset autovacuum_naptime", "select pg_reload_conf()");
    }

    @Test
    void expandAndCutoverSucceedWithoutSuperuser() throws Exception {
        database.execute(
                "create role %s login password 'secret'".formatted(role),
                "grant create, temporary on database %s to %s".formatted(database.name(), role),
                "grant create on schema public to " + role,
                "alter table item owner to " + role);
        try (Workbench ordinary = Workbench.on(database, role, "secret")) {
            ordinary.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\n");

            succeedsBesideAutovacuum(ordinary, PhaseCommand.EXPAND);
            ordinary.runTo(Phase.VERIFIED, CHANGE);
            succeedsBesideAutovacuum(ordinary, PhaseCommand.CUTOVER);

            assertThat(ordinary.status().lockUses(CHANGE)).extracting("phase").containsExactly("expand", "cutover");
            assertThat(ordinary.status().history(CHANGE))
                    .filteredOn(entry -> entry.what().contains("→ expanded"))
                    .singleElement()
                    .extracting("detail")
                    .asString()
                    .contains("holds SHARE UPDATE EXCLUSIVE on item");
        } finally {
            database.execute("drop owned by " + role, "drop role " + role);
        }
    }

    /** Waits until autovacuum is there, and reads all the time until the phase is done. */
    private void succeedsBesideAutovacuum(Workbench ordinary, PhaseCommand phase) throws Exception {
        database.execute("update item set filler = filler || 'y'", "alter table item set (autovacuum_enabled = on)");
        awaitTrue(AUTOVACUUM_WORKS);
        CompletableFuture<Outcome> run = CompletableFuture.supplyAsync(() -> ordinary.run(phase, CHANGE));
        boolean inAnteroom = false;
        try (Connection reader = database.connect();
                Statement statement = reader.createStatement()) {
            statement.execute("set lock_timeout = '%s'".formatted(PATIENCE_OF_READERS));
            while (!run.isDone()) {
                statement.execute("select size from item where id = 1");
                for (String mode : database.column(WAITS_FOR)) {
                    assertThat(mode).isEqualTo("ShareUpdateExclusiveLock");
                    inAnteroom = true;
                }
            }
        }
        assertDone(run.get());
        assertThat(inAnteroom).as("%s waited for autovacuum", phase).isTrue();
        database.execute("alter table item set (autovacuum_enabled = off)");
    }

    @Test
    void oneAgainstWraparoundIsNamedAndLeftAlone() throws SQLException {
        database.execute("""
                do $$
                begin
                    for i in 1..100100 loop
                        perform pg_current_xact_id();
                        commit;
                    end loop;
                end $$""", "alter table item set (autovacuum_freeze_max_age = 100000)");
        awaitTrue(AUTOVACUUM_WORKS);
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\nlimits: {lock-deadline: 2s}\n");

        Problem problem = refused(ProblemCode.LOCK_NOT_GRANTED, PhaseCommand.EXPAND);

        assertThat(problem.code().exitStatus()).isEqualTo(ExitStatus.UNFINISHED);
        assertThat(problem.observed()).contains("autovacuum worker", "(to prevent wraparound)");
        assertThat(problem.next()).contains("is work of the server: wait for it");
        assertThat(database.value(AUTOVACUUM_WORKS, Boolean.class)).isTrue();
    }
}
