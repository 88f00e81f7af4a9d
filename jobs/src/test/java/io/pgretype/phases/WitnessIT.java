package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.AnyVersion;
import io.pgretype.testkit.OlderLedger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens between a verification and what relies on it, and has left no trace in the catalog. */
@AnyVersion
class WitnessIT extends PhaseFixture {

    private static final String FILE = "table: item\ncolumns: {size: {type: bigint}}\nsoak: 0s\n";
    private static final String CREATE_LATE =
            "create trigger \"~~late\" before insert or update on item for each row execute function bump()";
    private static final String DROP_LATE = "drop trigger \"~~late\" on item";
    private static final String WRITE = "update item set size = 50 where id = 42";

    @BeforeEach
    void prepare() {
        database.execute(
                "create table item (id integer primary key, size integer not null, name text)",
                "create index item_by_size on item (size)",
                """
                create function bump() returns trigger language plpgsql as $$
                begin
                    new.size := new.size + 1;
                    return new;
                end $$""",
                """
                create function spoil() returns trigger language plpgsql as $$
                begin
                    if to_jsonb(new) ? 'size_new' then
                        new.size_new := 7;
                    else
                        new.size_old := 7;
                    end if;
                    return new;
                end $$""",
                """
                create function again() returns trigger language plpgsql as $$
                begin
                    if new.name is distinct from 'again' then
                        update item set name = 'again', size = new.size where id = new.id;
                    end if;
                    return null;
                end $$""",
                "insert into item select i, i, 'n' from generate_series(1, 100) as i");
        workbench.change(CHANGE, FILE);
    }

    private void verified() {
        runTo(Phase.VERIFIED);
    }

    private void cutOverAndVerified() {
        verified();
        run(PhaseCommand.CUTOVER, PhaseCommand.VERIFY);
    }

    /** What somebody does; the table has just the triggers that it had when it is over. */
    enum Case {
        CREATED_AND_DROPPED(42, 51, CREATE_LATE, WRITE, DROP_LATE),
        CREATED_AND_DROPPED_IN_ONE_TRANSACTION(42, 51, "begin", CREATE_LATE, WRITE, DROP_LATE, "commit"),
        RENAMED_AND_BACK(
                42,
                52,
                "create trigger bump before update on item for each row execute function bump()",
                "alter trigger bump on item rename to \"~~bump\"",
                "update item set size = 51 where id = 42",
                "alter trigger \"~~bump\" on item rename to bump",
                "drop trigger bump on item"),
        OF_THE_OTHER_COLUMN(
                42,
                50,
                "create trigger \"~~late\" before update on item for each row execute function spoil()",
                WRITE,
                DROP_LATE),
        INSERTED(101, 51, CREATE_LATE, "insert into item (id, size) values (101, 50)", DROP_LATE),
        ON_CONFLICT(
                42,
                51,
                CREATE_LATE,
                "insert into item (id, size) values (42, 50) on conflict (id) do update set size = excluded.size - 1",
                DROP_LATE),
        WITH_ITS_KEY_CHANGED(142, 51, CREATE_LATE, "update item set id = 142, size = 50 where id = 42", DROP_LATE),
        AND_THEN_ITS_KEY_CHANGED(
                142, 51, CREATE_LATE, WRITE, "update item set id = 142, size = 50 where id = 42", DROP_LATE),
        IN_REPLICA_ROLE(
                42,
                51,
                CREATE_LATE,
                "alter table item enable replica trigger \"~~late\"",
                "set session_replication_role = replica",
                WRITE,
                DROP_LATE),
        WHILE_ITS_OWN_IS_DISABLED(
                42,
                51,
                "create trigger down before update on item for each row when (new.size > 60) execute function bump()",
                "alter table item disable trigger down",
                CREATE_LATE,
                WRITE,
                DROP_LATE,
                "drop trigger down on item"),
        BY_A_DEFERRED_TRIGGER(
                42,
                51,
                "create constraint trigger again after update on item deferrable initially deferred"
                        + " for each row execute function again()",
                "begin",
                WRITE,
                CREATE_LATE,
                "commit",
                DROP_LATE,
                "drop trigger again on item");

        private final int id;
        private final long size;
        private final String[] statements;

        Case(int id, long size, String... statements) {
            this.id = id;
            this.size = size;
            this.statements = statements;
        }
    }

    @ParameterizedTest
    @EnumSource
    void closesTheGateToCutoverUntilItIsRepaired(Case happened) {
        verified();
        database.execute(happened.statements);
        assertThat(witnessed()).isEqualTo(1);

        assertThat(refused(ProblemCode.NOT_VERIFIED, PhaseCommand.CUTOVER).observed())
                .contains("1 rows")
                .endsWith("keys: " + happened.id);
        refused(ProblemCode.MISMATCHES, PhaseCommand.VERIFY);

        repair();
        run(PhaseCommand.CUTOVER);
        assertThat(size(happened.id)).isEqualTo(happened.size);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "CREATED_AND_DROPPED",
                "RENAMED_AND_BACK",
                "OF_THE_OTHER_COLUMN",
                "INSERTED",
                "BY_A_DEFERRED_TRIGGER"
            })
    void closesTheWayBackAndContractUntilItIsRepaired(Case happened) {
        cutOverAndVerified();
        database.execute(happened.statements);
        assertThat(witnessed()).isEqualTo(1);

        refused(ProblemCode.MISMATCHES, PhaseCommand.ROLLBACK);
        refused(ProblemCode.MISMATCHES, PhaseCommand.CONTRACT);

        repair();
        run(PhaseCommand.ROLLBACK);
        assertThat(size(happened.id)).isEqualTo(happened.size);
    }

    /** The mirror is as it should be, and the last one to fire: these rows are right. */
    enum Harmless {
        OTHERS_DISABLED(
                "create trigger bump before update on item for each row execute function bump()",
                "alter table item disable trigger bump",
                WRITE,
                "alter table item enable trigger bump",
                WRITE),
        REPLICA_ROLE("set session_replication_role = replica", WRITE),
        DEFERRED(
                "create constraint trigger again after update on item deferrable initially deferred"
                        + " for each row execute function again()",
                WRITE),
        WRITTEN_AGAIN(CREATE_LATE, WRITE, DROP_LATE, WRITE),
        DELETED(CREATE_LATE, WRITE, DROP_LATE, "delete from item where id = 42"),
        ROLLED_BACK("begin", CREATE_LATE, WRITE, "rollback"),
        TRUNCATED("truncate item");

        private final String[] statements;

        Harmless(String... statements) {
            this.statements = statements;
        }
    }

    @ParameterizedTest
    @EnumSource
    void letsPassWhatIsRight(Harmless happened) {
        verified();
        database.execute(happened.statements);
        assertThat(witnessed()).isZero();
        run(PhaseCommand.CUTOVER);
    }

    @Test
    void aNoteOfARowThatIsRightIsForgottenByTheNextComparison() {
        verified();
        database.execute(
                CREATE_LATE, "update item set size = 50", DROP_LATE, "update item set name = 'x' where id > 1");
        assertThat(witnessed()).isEqualTo(1);
        refused(ProblemCode.MISMATCHES, PhaseCommand.VERIFY);
        assertThat(notes()).containsExactly("{1}");
        repair();
        assertThat(notes()).isEmpty();
    }

    /** More than a gate looks up, so it asks for a comparison; which forgets those that are right. */
    @Test
    void howEverManyWereNotedAComparisonOpensTheGate() {
        database.execute("insert into item select i, i, 'n' from generate_series(101, 20500) as i");
        verified();
        database.execute(CREATE_LATE, "update item set size = 50", DROP_LATE, "update item set name = 'x'");
        assertThat(witnessed()).isEqualTo(20_500);
        refused(ProblemCode.NOT_VERIFIED, PhaseCommand.CUTOVER);
        run(PhaseCommand.VERIFY);
        assertThat(witnessed()).isZero();
        run(PhaseCommand.CUTOVER);
    }

    /** The result of a comparison is written when its last row is behind it. */
    @Test
    void whatIsWrittenWrongAfterItWasComparedIsAMismatch() {
        verified();
        database.execute(
                "create trigger bump before update on item for each row when (new.size = 50) execute function bump()",
                """
                create function write_late() returns trigger language plpgsql as $$
                begin
                    alter trigger bump on item rename to "~~bump";
                    update item set size = 50 where id = 42;
                    alter trigger "~~bump" on item rename to bump;
                    return null;
                end $$""",
                "create trigger late after insert on pgretype.verification execute function write_late()");
        assertThat(refused(ProblemCode.MISMATCHES, PhaseCommand.VERIFY).observed())
                .endsWith("keys: 42");
        assertThat(workbench.status().read(CHANGE).phase()).isEqualTo(Phase.HARDENED);
        database.execute("drop trigger late on pgretype.verification", "drop trigger bump on item");
        repair();
        run(PhaseCommand.CUTOVER);
    }

    @Test
    void theNotesOfAChangeThatEndedAreGone() {
        verified();
        database.execute(CREATE_LATE, WRITE, DROP_LATE);
        run(PhaseCommand.ABANDON);
        assertThat(notes()).isEmpty();
        assertThat(witnessed()).isNull();

        verified();
        run(PhaseCommand.CUTOVER);
        database.execute(CREATE_LATE, WRITE, DROP_LATE);
        done(PhaseCommand.CONTRACT, RunOption.NOW);
        assertThat(notes()).isEmpty();
    }

    /** Rollback at once keeps both values, and the notes: the row is a mismatch the other way round, too. */
    @Test
    void whatWasNotedIsKnownAfterARollbackAtOnce() {
        cutOverAndVerified();
        database.execute(CREATE_LATE, WRITE, DROP_LATE);
        done(PhaseCommand.ROLLBACK, RunOption.NOW);
        assertThat(witnessed()).isEqualTo(1);
        refused(ProblemCode.MISMATCHES, PhaseCommand.VERIFY);
    }

    @Test
    void aMisfitIsNoMismatch() {
        cutOverAndVerified();
        database.execute("update item set size = 3000000000 where id = 42", "update item set name = 'x' where id = 42");
        assertThat(notes()).isEmpty();
        refused(ProblemCode.WAY_BACK_CLOSED, PhaseCommand.ROLLBACK);
        run(PhaseCommand.CONTRACT);
    }

    @Test
    void aNoteThatCannotBeMadeNeverFailsTheWrite() {
        verified();
        database.execute("alter table pgretype.witnessed add constraint no_more check (false) not valid");
        database.execute(CREATE_LATE, WRITE, DROP_LATE);
        assertThat(size(42)).isEqualTo(51);
    }

    @Test
    void anApplicationWithoutPrivilegesIsWitnessedAllTheSame() {
        verified();
        String role = "app_" + database.name();
        database.execute("create role " + role, "grant select, insert, update on item to " + role);
        database.execute(CREATE_LATE, "set role " + role, WRITE, "reset role", DROP_LATE);
        database.execute("drop owned by " + role, "drop role " + role);
        refused(ProblemCode.NOT_VERIFIED, PhaseCommand.CUTOVER);
    }

    /** Keys are noted as they read in every session. */
    @Test
    void keysThatReadDifferentlyInOtherSessionsAreFoundAgain() {
        database.execute(
                "drop table item",
                "create table item (at timestamptz, day date, size integer not null, primary key (at, day))",
                "insert into item select '2026-02-01 12:00 UTC'::timestamptz + i * interval '1 h', '2026-02-03', i"
                        + " from generate_series(1, 20) as i");
        verified();
        database.execute(CREATE_LATE, """
                do $$
                begin
                    set local timezone = 'Asia/Kolkata';
                    set local datestyle = 'SQL, DMY';
                    update item set size = 50 where size = 3;
                end $$""", DROP_LATE);
        assertThat(witnessed()).isEqualTo(1);
        refused(ProblemCode.NOT_VERIFIED, PhaseCommand.CUTOVER);
        repair();
        run(PhaseCommand.CUTOVER);
    }

    /** Without this the new value would be NULL after cutover, and the old one gone with contract. */
    @Test
    void aValueThatDoesNotConvertIsNotedWhereTheConversionCanFail() {
        database.execute(
                "drop table item",
                "create table item (id integer primary key, tag text)",
                "insert into item select i, md5(i::text)::uuid::text from generate_series(1, 100) as i");
        workbench.change(CHANGE, "table: item\ncolumns: {tag: {type: uuid, convert-back: 'tag_new::text'}}\n");
        verified();
        database.execute(
                "update item set tag = 'no uuid' where id in (5, 6)", "update item set tag = null where id = 6");
        assertThat(refused(ProblemCode.NOT_VERIFIED, PhaseCommand.CUTOVER).observed())
                .contains("1 rows")
                .endsWith("keys: 5");
        database.execute("update item set id = 105 where id = 5");
        assertThat(refused(ProblemCode.NOT_VERIFIED, PhaseCommand.CUTOVER).observed())
                .endsWith("keys: 105");
        refused(ProblemCode.MISMATCHES, PhaseCommand.VERIFY, RunOption.REPAIR);
        database.execute("update item set tag = null where id = 105");
        run(PhaseCommand.VERIFY, PhaseCommand.CUTOVER);
        assertThat(notes()).isEmpty();
    }

    /** Where a conversion can fail, only rows that are new or changed in what decides are looked at. */
    @Test
    void whatDecidesMayBeAnyColumnThatTheConversionUses() {
        database.execute(
                "drop table item",
                "create table item (id integer primary key, tag text, length integer not null, name text)",
                "insert into item select i, i::text, 8, 'n' from generate_series(1, 100) as i",
                """
                create function shorten() returns trigger language plpgsql as $$
                begin
                    new.length := 1;
                    return new;
                end $$""");
        workbench.change(
                CHANGE,
                "table: item\ncolumns: {tag: {type: integer, convert: 'left(tag, length)::integer',"
                        + " convert-back: 'tag_new::text'}}\n");
        verified();
        database.execute(
                "create trigger \"~~late\" before insert or update on item for each row execute function shorten()",
                "update item set name = 'x' where id in (7, 42)",
                "insert into item values (142, '142', 8)",
                DROP_LATE,
                "update item set name = 'y' where id < 10");
        assertThat(notes()).containsExactlyInAnyOrder("{42}", "{142}");
        assertThat(refused(ProblemCode.NOT_VERIFIED, PhaseCommand.CUTOVER).observed())
                .contains("2 rows");
        done(PhaseCommand.VERIFY, RunOption.REPAIR);
        run(PhaseCommand.CUTOVER);
    }

    @Test
    void aRehearsalIsRefusedLikeTheSwap() {
        verified();
        database.execute(CREATE_LATE, WRITE, DROP_LATE);
        refused(ProblemCode.NOT_VERIFIED, PhaseCommand.CUTOVER, RunOption.REHEARSE);
    }

    enum Touch {
        DISABLED("alter table item disable trigger \"~pgretype_witness\""),
        DROPPED("drop trigger \"~pgretype_witness\" on item"),
        NOT_ALWAYS("alter table item enable trigger \"~pgretype_witness\""),
        AWAY_FOR_A_WHILE(
                "alter table item disable trigger \"~pgretype_witness\"",
                "alter table item enable always trigger \"~pgretype_witness\"");

        private final String[] statements;

        Touch(String... statements) {
            this.statements = statements;
        }
    }

    /** The mirror's health and the witness's together answer for every row. */
    @ParameterizedTest
    @EnumSource
    void aWitnessThatWasTouchedMeansToVerifyAgainAndVerifyMakesItAnew(Touch touch) {
        verified();
        var statements = new ArrayList<>(List.of(touch.statements));
        statements.addAll(1, List.of(CREATE_LATE, WRITE, DROP_LATE));
        database.execute(statements.toArray(String[]::new));
        refused(ProblemCode.MIRROR_TOUCHED, PhaseCommand.CUTOVER);
        refused(ProblemCode.MISMATCHES, PhaseCommand.VERIFY);
        repair();
        run(PhaseCommand.VERIFY, PhaseCommand.CUTOVER, PhaseCommand.ROLLBACK);
    }

    @Test
    void aWitnessThatWasTouchedAfterCutoverMeansToCompareAgain() {
        cutOverAndVerified();
        database.execute("drop trigger \"~pgretype_witness\" on item", CREATE_LATE, WRITE, DROP_LATE);
        refused(ProblemCode.MISMATCHES, PhaseCommand.ROLLBACK);
        repair();
        run(PhaseCommand.ROLLBACK);
    }

    @Test
    void aChangeThatAnEarlierReleaseExpandedGetsItsWitnessFromVerify() {
        verified();
        OlderLedger.of(database, 4);
        assertThat(witnessed()).isNull();
        assertThat(refused(ProblemCode.MIRROR_TOUCHED, PhaseCommand.CUTOVER).observed())
                .contains("older release");
        run(PhaseCommand.VERIFY);
        database.execute(CREATE_LATE, WRITE, DROP_LATE);
        refused(ProblemCode.NOT_VERIFIED, PhaseCommand.CUTOVER);
        repair();
        run(PhaseCommand.CUTOVER, PhaseCommand.ROLLBACK);
    }

    @Test
    void aChangeThatAnEarlierReleaseCutOverGoesOn() {
        cutOverAndVerified();
        OlderLedger.of(database, 4);
        run(PhaseCommand.ROLLBACK);

        runTo(Phase.CUT_OVER);
        OlderLedger.of(database, 4);
        run(PhaseCommand.CONTRACT);
    }

    private void repair() {
        done(PhaseCommand.VERIFY, RunOption.REPAIR);
        assertThat(witnessed()).isZero();
    }

    private @Nullable Long witnessed() {
        return workbench.status().read(CHANGE).witnessed();
    }

    private List<@Nullable String> notes() {
        return database.column("select distinct row_key::text from pgretype.witnessed");
    }

    private @Nullable Long size(int id) {
        return database.value("select size from item where id = " + id, Long.class);
    }
}
