package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.status.ChangeStatus.SequenceStatus;
import io.pgretype.testkit.AnyVersion;
import io.pgretype.testkit.SchemaDump;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Columns whose defaults draw from a sequence: it follows them after the swap, each way. */
@AnyVersion
class SerialIT extends PhaseFixture {

    private static final String BIGINT = "table: item\ncolumns: {number: {type: bigint}}\nsoak: 0s\n";
    private static final String IMPATIENT = BIGINT + "limits: {lock-deadline: 3s}\n";
    private static final String TYPE =
            "select format_type(seqtypid, null) from pg_sequence where seqrelid = 'item_number_seq'::regclass";

    /** What each of the table's rows must be: numbers from 1 on, each once. */
    private static final String IS_GAPLESS =
            "select count(*) = count(distinct number) and count(*) = max(number) from item";

    /** Each with its sequence's type: a column's own, or one that is there without it. */
    enum Fed {
        SERIAL("integer", "create table item (key uuid primary key default gen_random_uuid(), number serial unique)"),
        SMALLSERIAL(
                "smallint", "create table item (key uuid primary key default gen_random_uuid(), number smallserial)"),
        OPTIONS(
                "integer",
                "create table item (key uuid primary key default gen_random_uuid(), number serial)",
                "alter sequence item_number_seq increment 2 minvalue -10 maxvalue 100000 start 5 cycle",
                "comment on sequence item_number_seq is 'it''s a number'",
                "grant usage on sequence item_number_seq to pg_monitor"),
        OF_NOBODY(
                "integer",
                "create schema elsewhere",
                "create sequence elsewhere.numbers as integer",
                "create table item (key uuid primary key default gen_random_uuid(),"
                        + " number integer default nextval('elsewhere.numbers'))"),
        ONLY_OWNED(
                "integer",
                "create table item (key uuid primary key default gen_random_uuid(), number integer)",
                "create sequence numbers as integer owned by item.number");

        private final String type;
        private final String[] statements;

        Fed(String type, String... statements) {
            this.type = type;
            this.statements = statements;
        }

        String retyped(String dump) {
            return WidenedNumber.in(dump, this == OPTIONS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void followsTheColumn(Fed fed) {
        prepare(fed);
        String before = SchemaDump.byCatalog(database);
        runTo(Phase.CONTRACTED);
        assertThat(SchemaDump.withoutColumnOrder(SchemaDump.byCatalog(database)))
                .isEqualTo(SchemaDump.withoutColumnOrder(fed.retyped(before)))
                .contains(": type bigint");
    }

    @ParameterizedTest
    @EnumSource
    void comesBackWithIt(Fed fed) {
        prepare(fed);
        String before = SchemaDump.byCatalog(database);
        runTo(Phase.CUT_OVER);
        run(PhaseCommand.ROLLBACK, PhaseCommand.ABANDON);
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before).contains(": type " + fed.type);
    }

    @Test
    void itsNumbersGoOnBeyondTheOldType() {
        prepare(Fed.SERIAL);
        runTo(Phase.VERIFIED);
        database.execute("select setval('item_number_seq', 2147483647)");
        assertThat(done(PhaseCommand.CUTOVER).results())
                .anyMatch(
                        line -> line.startsWith(
                                "sequence public.item_number_seq is bigint now and belongs to public.item.number; lock: 1 attempt"));
        database.execute("insert into item default values", "insert into item (number) values (default)");
        assertThat(database.value("select max(number) from item", Long.class)).isEqualTo(2147483649L);
        // What the old type cannot hold closes the way back.
        refused(ProblemCode.WAY_BACK_CLOSED, PhaseCommand.ROLLBACK);
        database.execute("delete from item where number > 2147483647");
        assertThat(done(PhaseCommand.ROLLBACK).results())
                .anyMatch(
                        line -> line.startsWith(
                                "sequence public.item_number_seq stays bigint, for it is at 2147483649, and integer ends at 2147483647"));
        run(PhaseCommand.ABANDON);
        assertThat(database.value(TYPE, String.class)).isEqualTo("bigint");
    }

    @Test
    void abandonChangesNothingOfIt() {
        prepare(Fed.SERIAL);
        String before = SchemaDump.byCatalog(database);
        runTo(Phase.VERIFIED);
        run(PhaseCommand.ABANDON);
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
    }

    @Test
    void anApplicationThatInsertsGetsEachNumberOnce() {
        prepare(Fed.SERIAL);
        runTo(Phase.VERIFIED);
        try (Inserter inserter = new Inserter(database, "insert into item default values")) {
            inserter.awaitMore(50);
            run(PhaseCommand.CUTOVER);
            inserter.awaitMore(50);
            run(PhaseCommand.ROLLBACK);
            inserter.awaitMore(50);
        }
        assertThat(isTrue(IS_GAPLESS)).isTrue();
    }

    @Test
    void whoHasDrawnANumberIsWaitedForAfterTheSwapAndDoesNotHoldItUp() throws Exception {
        prepare(Fed.SERIAL);
        workbench.change(CHANGE, IMPATIENT);
        runTo(Phase.VERIFIED);
        try (Connection application = database.connect();
                Statement statement = application.createStatement()) {
            application.setAutoCommit(false);
            statement.execute("select nextval('item_number_seq')");
            Problem notYet = refused(ProblemCode.LOCK_NOT_GRANTED, PhaseCommand.CUTOVER);
            assertThat(notYet.stopped()).isEqualTo("cutover could not lock [public.item_number_seq].");
            assertThat(notYet.observed()).contains("holds ROW EXCLUSIVE on item_number_seq");
            assertThat(workbench.status().read(CHANGE).phase()).isEqualTo(Phase.CUT_OVER);
            assertThat(refused(ProblemCode.WRONG_PHASE, PhaseCommand.CONTRACT).next())
                    .isEqualTo("Type: ./pgretype cutover " + CHANGE);
            statement.execute("insert into item (number) values (currval('item_number_seq'))");
            application.commit();
        }
        refused(ProblemCode.WRONG_PHASE, PhaseCommand.CUTOVER, RunOption.REHEARSE);
        reopen(IMPATIENT);
        Outcome finished = done(PhaseCommand.CUTOVER);
        assertThat(finished.results()).anyMatch(line -> line.contains("goes on where it was interrupted"));
        assertThat(database.value(TYPE, String.class)).isEqualTo("bigint");
        assertThat(done(PhaseCommand.CUTOVER).results()).allMatch(line -> line.contains("nothing to do"));
        runTo(Phase.CONTRACTED);
    }

    @Test
    void cutoverFinishesByItselfOnceTheNumberIsUsed() throws Exception {
        prepare(Fed.SERIAL);
        runTo(Phase.VERIFIED);
        try (Connection application = database.connect();
                Statement statement = application.createStatement()) {
            application.setAutoCommit(false);
            statement.execute("select nextval('item_number_seq')");
            CompletableFuture<Outcome> cutover = start(PhaseCommand.CUTOVER);
            awaitTrue("select count(*) > 0 from pg_locks where relation = 'item_number_seq'::regclass and not granted");
            statement.execute("insert into item (number) values (currval('item_number_seq'))");
            application.commit();
            assertThat(cutover.get().problems()).isEmpty();
        }
        assertThat(database.value(TYPE, String.class)).isEqualTo("bigint");
        assertThat(isTrue(IS_GAPLESS)).isTrue();
    }

    @Test
    void theWayBackIsOpenWhereCutoverWasInterruptedBeforeIt() throws Exception {
        prepare(Fed.SERIAL);
        workbench.change(CHANGE, IMPATIENT);
        String before = SchemaDump.byCatalog(database);
        runTo(Phase.VERIFIED);
        try (Connection application = database.connect();
                Statement statement = application.createStatement()) {
            application.setAutoCommit(false);
            statement.execute("select nextval('item_number_seq')");
            refused(ProblemCode.LOCK_NOT_GRANTED, PhaseCommand.CUTOVER);
            run(PhaseCommand.ROLLBACK);
        }
        run(PhaseCommand.ABANDON);
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
    }

    @Test
    void oneThatANarrowerColumnDrawsFromTooStaysAndThatIsSaid() {
        prepare(Fed.SERIAL);
        database.execute("create table other (number integer default nextval('item_number_seq'))");
        runTo(Phase.VERIFIED);
        assertThat(done(PhaseCommand.CUTOVER).results())
                .contains("sequence public.item_number_seq stays integer:"
                        + " other.number draws from it too and stays integer.");
        assertThat(database.value(TYPE, String.class)).isEqualTo("integer");
        runTo(Phase.CONTRACTED);
        database.execute("insert into item default values", "insert into other default values");
    }

    @Test
    void oneThatAllItsColumnsOutgrowIsWidenedOnce() {
        prepare(Fed.SERIAL);
        database.execute(
                "create table other (key uuid primary key, number integer default nextval('item_number_seq'))");
        workbench.change(CHANGE, """
                tables:
                  item: {number: {type: bigint}}
                  other: {number: {type: bigint}}
                soak: 0s
                """);
        String before = SchemaDump.byCatalog(database);
        runTo(Phase.CUT_OVER);
        assertThat(database.value(TYPE, String.class)).isEqualTo("bigint");
        run(PhaseCommand.ROLLBACK, PhaseCommand.ABANDON);
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
    }

    @Test
    void statusSaysHowManyNumbersAreLeft() {
        prepare(Fed.SERIAL);
        assertThat(String.join("\n", workbench.plan(CHANGE).results()))
                .contains("sequence public.item_number_seq of number: 2,147,483,645 numbers left;"
                        + " cutover makes it bigint, after the swap.");
        run(PhaseCommand.EXPAND);
        assertThat(sequences()).containsExactly(left(2_147_483_645L, null));
        database.execute("insert into item default values", "insert into item default values");
        database.execute("update pgretype.sequence_position set noted_at = noted_at - interval '2 days'");
        assertThat(sequences()).singleElement().satisfies(sequence -> {
            assertThat(sequence.numbersLeft()).isEqualTo(2_147_483_643L);
            assertThat(sequence.daysLeft()).isBetween(2_147_483_000.0, 2_147_483_644.0 * 1.001);
        });
        runTo(Phase.CUT_OVER);
        assertThat(sequences()).extracting("numbersLeft").containsExactly(Long.MAX_VALUE - 4);
        run(PhaseCommand.ROLLBACK, PhaseCommand.ABANDON);
        assertThat(sequences()).isEmpty();
    }

    private List<SequenceStatus> sequences() {
        return workbench.status().read(CHANGE).sequences();
    }

    private static SequenceStatus left(long numbers, @Nullable Double days) {
        return new SequenceStatus("public.item_number_seq", "public.item.number", numbers, days);
    }

    private void prepare(Fed fed) {
        database.execute(fed.statements);
        database.execute("insert into item default values", "insert into item default values", "analyze item");
        workbench.change(CHANGE, BIGINT);
    }
}
