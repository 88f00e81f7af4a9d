package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.AnyVersion;
import io.pgretype.testkit.OlderLedger;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What closes the gate to cutover after a verification that was clean, and what opens it again. */
@AnyVersion
class CutoverGatesIT extends PhaseFixture {

    private static final String FILE = "table: item\ncolumns: {size: {type: bigint}}\n";

    @BeforeEach
    void prepare() {
        database.execute(
                "create table item (id integer primary key, size integer not null, name text)",
                "create index item_by_size on item (size)",
                "insert into item select i, i, 'n' from generate_series(1, 100) as i");
    }

    private void verified(String file) {
        workbench.change(CHANGE, file);
        runTo(Phase.VERIFIED);
    }

    private String observedAtCutover(ProblemCode code) {
        return refused(code, PhaseCommand.CUTOVER).observed();
    }

    @Test
    void aMirrorThatWasAwaySinceTheVerificationMeansToVerifyAgain() {
        verified(FILE);
        writePastTheMirror("update item set size = 7 where id = 42");
        assertThat(observedAtCutover(ProblemCode.MIRROR_TOUCHED)).contains("was not mirrored");
        refused(ProblemCode.MISMATCHES, PhaseCommand.VERIFY);
        done(PhaseCommand.VERIFY, RunOption.REPAIR);
        run(PhaseCommand.CUTOVER);
        assertThat(database.value("select size from item where id = 42", Long.class))
                .isEqualTo(7);
    }

    @Test
    void aMirrorThatWasAwayWhileTheVerificationRanDoesTheSame() throws SQLException {
        workbench.change(CHANGE, FILE);
        runTo(Phase.HARDENED);
        try (Connection load = database.connect();
                Statement statement = load.createStatement()) {
            load.setAutoCommit(false);
            for (String sql : pastTheMirror("item", "update item set size = 7 where id = 42")) {
                statement.execute(sql);
            }
            run(PhaseCommand.VERIFY);
            load.commit();
        }
        refused(ProblemCode.MIRROR_TOUCHED, PhaseCommand.CUTOVER);
    }

    @Test
    void aRehearsalLeavesTheMirrorUntouched() {
        verified(FILE);
        done(PhaseCommand.CUTOVER, RunOption.REHEARSE);
        run(PhaseCommand.CUTOVER);
    }

    @Test
    void aVacuumOfTheCatalogIsNoTouch() {
        verified(FILE);
        database.execute("vacuum (freeze) pg_trigger", "vacuum (freeze) pg_proc", "vacuum full pg_trigger");
        run(PhaseCommand.CUTOVER);
    }

    @Test
    void aVerificationOfAnOlderReleaseIsRepeated() {
        verified(FILE);
        OlderLedger.of(database, 3);
        assertThat(observedAtCutover(ProblemCode.MIRROR_TOUCHED)).contains("older release");
        run(PhaseCommand.VERIFY, PhaseCommand.CUTOVER);
    }

    @Test
    void aColumnWithoutStatisticsIsAnalyzedFirst() {
        verified(FILE);
        database.execute("""
                delete from pg_statistic
                 where starelid = 'item'::regclass
                   and staattnum = (select attnum from pg_attribute
                                     where attrelid = 'item'::regclass and attname = 'size_new')""");
        assertThat(observedAtCutover(ProblemCode.STATISTICS_MISSING)).contains("size_new");
        database.execute("analyze item");
        run(PhaseCommand.CUTOVER);
    }

    @Test
    void anEmptyTableHasNoStatistics() {
        database.execute("delete from item");
        verified(FILE);
        run(PhaseCommand.CUTOVER);
    }

    @Test
    void aColumnThatIsToHaveNoStatisticsNeedsNone() {
        database.execute("alter table item alter column size set statistics 0");
        verified(FILE);
        run(PhaseCommand.CUTOVER);
    }

    @Test
    void aSessionThatIsLongIdleInATransactionOnTheTableIsNamed() throws SQLException {
        verified(FILE + "limits: {lock-deadline: 2s}\n");
        try (Connection idle = database.connect();
                Statement statement = idle.createStatement()) {
            statement.execute("set application_name = 'forgotten shell'");
            idle.setAutoCommit(false);
            statement.execute("select count(*) from item");
            awaitTrue("""
                    select exists (
                        select
                          from pg_stat_activity
                         where application_name = 'forgotten shell'
                           and state = 'idle in transaction'
                           and clock_timestamp() - state_change > interval '2 s')""");
            assertThat(observedAtCutover(ProblemCode.IDLE_IN_TRANSACTION))
                    .contains("forgotten shell")
                    .contains("select count(*) from item")
                    .contains("lock-deadline, 2s");
            idle.rollback();
        }
        run(PhaseCommand.CUTOVER);
    }

    @Test
    void otherColumnsComeAndGo() {
        verified(FILE);
        database.execute(
                "alter table item add column colour text default 'red'",
                "alter table item drop column name",
                "create index item_by_colour on item (colour)");
        run(PhaseCommand.CUTOVER);
        done(PhaseCommand.CONTRACT, RunOption.NOW);
    }

    @Test
    void aDroppedIndexTakesItsTwinAlongAtTheNextHarden() {
        verified(FILE);
        database.execute("drop index item_by_size");
        assertThat(observedAtCutover(ProblemCode.TWINS_INCOMPLETE)).contains("index public.item_by_size");
        Outcome hardened = workbench.run(PhaseCommand.HARDEN, CHANGE);
        assertThat(hardened.results()).anyMatch(line -> line.startsWith("removed: the twin of index"));
        runTo(Phase.CUT_OVER);
        assertThat(database.column("select indexname from pg_indexes where tablename = 'item'"))
                .containsExactly("item_pkey");
    }

    @Test
    void aNotNullThatWasDroppedIsDroppedFromTheNewColumnToo() {
        verified(FILE);
        database.execute("alter table item alter column size drop not null");
        assertThat(observedAtCutover(ProblemCode.TWINS_INCOMPLETE)).contains("drop not null");
        run(PhaseCommand.HARDEN, PhaseCommand.VERIFY, PhaseCommand.CUTOVER);
        database.execute("insert into item (id) values (1000)");
    }

    /** Else somebody would have after cutover what was taken from him before. */
    @Test
    void whatWasTakenFromTheColumnIsTakenFromTheNewOneToo() {
        database.execute(
                "grant select (size), update (size) on item to public",
                "grant insert (size) on item to " + database.user() + " with grant option",
                "comment on column item.size is 'in bytes'",
                "alter table item alter column size set statistics 50");
        String traits = "select format('%s %s %s', attacl, col_description(attrelid, attnum), attstattarget)"
                + " from pg_attribute where attrelid = 'item'::regclass and attname = 'size'";
        verified(FILE);
        database.execute(
                "revoke update (size) on item from public",
                "revoke grant option for insert (size) on item from " + database.user(),
                "comment on column item.size is null",
                "alter table item alter column size set statistics -1");
        List<String> before = database.column(traits);
        assertThat(observedAtCutover(ProblemCode.TWINS_INCOMPLETE))
                .contains("revoke UPDATE (size_new) on table public.item from public")
                .doesNotContain("SELECT");
        run(PhaseCommand.HARDEN, PhaseCommand.VERIFY, PhaseCommand.CUTOVER);
        assertThat(database.column(traits)).isEqualTo(before);
    }

    @Test
    void theLastPrivilegeOfTheColumnIsTakenFromTheNewOneToo() {
        database.execute("grant select (size) on item to public");
        verified(FILE);
        database.execute("revoke select (size) on item from public");
        observedAtCutover(ProblemCode.TWINS_INCOMPLETE);
        run(PhaseCommand.HARDEN, PhaseCommand.VERIFY, PhaseCommand.CUTOVER);
        assertThat(database.column(
                        "select attacl from pg_attribute where attrelid = 'item'::regclass and attacl <> '{}'"))
                .isEmpty();
    }

    @Test
    void aRenamedKeyIsNamed() {
        verified(FILE);
        database.execute("alter table item rename column id to number");
        assertThat(observedAtCutover(ProblemCode.TABLE_CHANGED)).contains("column id is gone, it was integer");
        refused(ProblemCode.TABLE_CHANGED, PhaseCommand.VERIFY);
        database.execute("alter table item rename column number to id");
        run(PhaseCommand.CUTOVER);
    }

    @Test
    void aKeyThatIsNoKeyAnyMoreIsNamed() {
        database.execute(
                "create unique index other on item (name, id)", "alter table item alter column name set not null");
        verified(FILE);
        database.execute("alter table item drop constraint item_pkey");
        assertThat(observedAtCutover(ProblemCode.TABLE_CHANGED)).contains("the key (id)");
    }

    @Test
    void anotherTableOfTheSameNameIsNotSwapped() {
        verified(FILE);
        database.execute(
                "alter table item rename to item_before", "create table item (like item_before including all)");
        assertThat(observedAtCutover(ProblemCode.TABLE_CHANGED)).contains("public.item: made again since");
    }

    @Test
    void anotherTypeOfTheOldColumnIsNamed() {
        workbench.change(
                CHANGE,
                "table: item\ncolumns: {name: {type: bytea, convert: 'decode(name, ''escape'')',"
                        + " convert-back: 'encode(name_new, ''escape'')'}}\n");
        runTo(Phase.VERIFIED);
        database.execute(
                // Which would not let it.
                "drop trigger \"~pgretype_witness_update\" on item",
                "alter table item alter column name type varchar(9)");
        assertThat(observedAtCutover(ProblemCode.TABLE_CHANGED))
                .contains("column name is character varying(9), it was text");
    }

    @Test
    void aDefaultOfTheNewColumnIsNamed() {
        verified(FILE);
        database.execute("alter table item alter column size_new set default 5");
        assertThat(observedAtCutover(ProblemCode.TABLE_CHANGED)).contains("column size_new has got a default");
        database.execute("alter table item alter column size_new drop default");
        run(PhaseCommand.CUTOVER);
    }

    @Test
    void aNameThatTheSwapNeedsIsNamed() {
        verified(FILE);
        database.execute("create index item_by_size_old on item (name)");
        assertThat(observedAtCutover(ProblemCode.NAME_TAKEN)).contains("public.item_by_size_old");
    }
}
