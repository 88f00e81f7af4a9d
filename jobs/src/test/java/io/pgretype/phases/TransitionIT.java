package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgretype.change.Change;
import io.pgretype.change.Identifier;
import io.pgretype.change.Move;
import io.pgretype.change.QualifiedName;
import io.pgretype.change.Settings;
import io.pgretype.change.TableChange;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.lock.LockMode;
import io.pgretype.lock.LockRequest;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Assignment;
import io.pgretype.phase.Transition;
import io.pgretype.testkit.TestDatabase;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

/** Work on two tables and the phase that it leads to are one transaction. */
class TransitionIT {

    private static final String CHANGE = "two-tables";
    private static final String FOREIGN_KEY =
            "alter table child add constraint child_parent foreign key (parent) references parent not valid";

    private TestDatabase database;
    private Ledger ledger;
    private Assignment assignment;

    @BeforeEach
    void twoTables() {
        database = TestDatabase.create();
        database.execute(
                "create table parent (id integer primary key)",
                "create table child (id integer primary key, parent integer)");
        ledger = database.ledger();
        ledger.schema().install();
        Change change = new Change(
                CHANGE,
                List.of(new TableChange(
                        QualifiedName.parse("public.child"),
                        List.of(new Move(Identifier.of("parent"), "bigint", null, null)))),
                Settings.DEFAULTS,
                "");
        ledger.open(ledger.prepare(change, List.of()));
        long run = ledger.runs().begin(CHANGE, PhaseCommand.EXPAND.text(), "[]", "");
        assignment = new Assignment(change, run, Set.of(), new Activity());
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void aPhaseIsEnteredWithItsTransitionOrNotAtAll() {
        long unknownRun = assignment.run() + 1;
        assertThatThrownBy(() -> ledger.transitions().enter(CHANGE, Phase.BACKFILLED, unknownRun, null))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThat(ledger.phase(CHANGE)).isEqualTo(Phase.PLANNED);
    }

    @Test
    void bothAreLockedWhileTheWorkIsDone() {
        transition(() -> {
            assertThat(strongestLocks()).containsExactly("child ShareRowExclusiveLock", "parent ShareRowExclusiveLock");
            run(FOREIGN_KEY);
        });

        assertThat(ledger.phase(CHANGE)).isEqualTo(Phase.EXPANDED);
        assertThat(foreignKeys()).containsExactly("child_parent");
        assertThat(database.column("""
                        select concat_ws(' ', from_phase, to_phase, lock_attempts, lock_hold_ms is not null)
                          from pgretype.transition""")).containsExactly("PLANNED EXPANDED 1 t");
    }

    @Test
    void workThatFailsLeavesPhaseAndTablesAsTheyWere() {
        assertThatThrownBy(() -> transition(() -> {
                    run(FOREIGN_KEY);
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");

        assertThat(ledger.phase(CHANGE)).isEqualTo(Phase.PLANNED);
        assertThat(foreignKeys()).isEmpty();
        assertThat(database.column("select id from pgretype.transition")).isEmpty();
    }

    private void transition(Runnable work) {
        LockRequest request = assignment
                .lockRequest(
                        "expand", List.of(QualifiedName.parse("public.parent"), QualifiedName.parse("public.child")))
                .in(LockMode.SHARE_ROW_EXCLUSIVE);
        new Transition(ledger, PhaseCommand.EXPAND).run(assignment, request, work, "done");
    }

    private void run(String sql) {
        ledger.database().jdbc().sql(sql).update();
    }

    private List<String> foreignKeys() {
        return List.copyOf(database.column("""
                        select conname::text
                          from pg_constraint
                         where contype = 'f'
                           and conrelid = 'child'::regclass"""));
    }

    /** Besides the one of the anteroom. */
    private List<String> strongestLocks() {
        return ledger.database().jdbc().sql("""
                        select relation::regclass || ' ' || mode
                          from pg_locks
                         where pid = pg_backend_pid()
                           and relation in ('parent'::regclass, 'child'::regclass)
                           and mode <> 'ShareUpdateExclusiveLock'
                         order by 1""").query(String.class).list();
    }
}
