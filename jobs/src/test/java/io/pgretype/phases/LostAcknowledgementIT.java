package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertDone;
import static io.pgretype.testkit.Outcomes.assertStopped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.AnyVersion;
import io.pgretype.testkit.WireProxy;
import io.pgretype.testkit.WireProxy.Cut;
import io.pgretype.testkit.Workbench;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The connection is lost between the moment when a phase's COMMIT is sent and its answer: what is said then is what the
 * ledger says, and never said too early.
 */
@AnyVersion
class LostAcknowledgementIT extends PhaseFixture {

    /** In each transaction that moves a change from one phase to another, and in no other. */
    private static final String TRANSITION = "insert into pgretype.transition";

    /** The statement timeout is a multiple of the budget and holds for COMMIT too: it must not end what a test delays. */
    private static final String DEFINITION =
            "table: item\ncolumns: {size: {type: bigint}}\nsoak: 0s\nlimits: {lock-budget: 5s}\n";

    private static final String WAITING =
            "select count(*) = %d from pg_locks where locktype = 'advisory' and not granted"
                    + " and database = (select oid from pg_database where datname = current_database())";

    private static final String WAITERS = "select pid::text from pg_locks where locktype = 'advisory' and not granted"
            + " and database = (select oid from pg_database where datname = current_database())";

    private static final long GATE = 4711;

    private WireProxy proxy;

    @Override
    Workbench openWorkbench() {
        proxy = WireProxy.to(database.host(), database.port());
        return Workbench.through(proxy, database);
    }

    @BeforeEach
    void prepare() {
        database.execute(
                "create table item (id integer primary key, size integer not null check (size > 0))",
                "insert into item select i, i from generate_series(1, 1000) as i",
                "create index on item (size)",
                "analyze item");
        workbench.change(CHANGE, DEFINITION);
    }

    @Override
    @AfterEach
    void close() {
        super.close();
        proxy.close();
    }

    @ParameterizedTest
    @CsvSource({
        "EXPAND, false", "CUTOVER, false", "ROLLBACK, false", "CONTRACT, false", "ABANDON, false",
        "EXPAND, true", "CUTOVER, true", "ROLLBACK, true", "CONTRACT, true", "ABANDON, true"
    })
    void saysThatItIsDoneWhenOnlyTheAnswerWasLost(PhaseCommand command, boolean everyConnection) {
        prepare(command);
        WireProxy.Armed cut = proxy.cut(Cut.AFTER_COMMIT, TRANSITION, everyConnection);

        Outcome outcome = done(command);

        assertThat(cut.made()).isCompleted();
        assertThat(String.join("\n", outcome.results()))
                .containsAnyOf(
                        "the connection was lost after the commit; the ledger says", "went on by itself after: ");
        assertThat(transitionsTo(command)).isEqualTo(1);
        assertNothingLeftToDo(command);
    }

    @ParameterizedTest
    @CsvSource({
        "EXPAND, false", "CUTOVER, false", "ROLLBACK, false", "CONTRACT, false", "ABANDON, false",
        "EXPAND, true", "CUTOVER, true", "ROLLBACK, true", "CONTRACT, true", "ABANDON, true"
    })
    void doesItAgainWhenTheCommitNeverArrived(PhaseCommand command, boolean everyConnection) {
        prepare(command);
        WireProxy.Armed cut = proxy.cut(Cut.BEFORE_COMMIT, TRANSITION, everyConnection);

        Outcome outcome = done(command);

        assertThat(cut.made()).isCompleted();
        assertThat(outcome.results()).anyMatch(line -> line.startsWith("went on by itself after: "));
        assertThat(transitionsTo(command)).isEqualTo(1);
        assertNothingLeftToDo(command);
    }

    @ParameterizedTest
    @CsvSource({
        "BEFORE_COMMIT, change", "AFTER_COMMIT, change",
        "BEFORE_COMMIT, control", "AFTER_COMMIT, control",
        "BEFORE_COMMIT, lock_use", "AFTER_COMMIT, lock_use"
    })
    void installsTheLedgerWhereItWasInterrupted(Cut cut, String table) {
        WireProxy.Armed armed = proxy.cut(cut, "create table pgretype." + table, true);

        done(PhaseCommand.EXPAND);

        assertThat(armed.made()).isCompleted();
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPAND", "CUTOVER", "ROLLBACK", "CONTRACT", "ABANDON"})
    void saysNothingWhileTheServerStillCommits(PhaseCommand command) throws Exception {
        prepare(command);
        try (Connection gatekeeper = closeGate();
                Statement gate = gatekeeper.createStatement()) {
            WireProxy.Armed cut = proxy.cut(Cut.AT_COMMIT, TRANSITION, false);
            CompletableFuture<Outcome> run = start(command);
            awaitTrue(WAITING.formatted(2));

            // One waits in its COMMIT, the other for the first to end.
            assertThat(run).isNotDone();
            assertThat(cut.made()).isNotDone();
            gate.execute("select pg_advisory_unlock(%d)".formatted(GATE));

            assertDone(run.get(1, TimeUnit.MINUTES));
        }
        assertThat(transitionsTo(command)).isEqualTo(1);
        assertNothingLeftToDo(command);
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPAND", "CUTOVER", "ROLLBACK", "CONTRACT", "ABANDON"})
    void theNextProcessWaitsForTheCommitThatTheLastHasLeft(PhaseCommand command) throws Exception {
        prepare(command);
        try (Connection gatekeeper = closeGate();
                Statement gate = gatekeeper.createStatement()) {
            proxy.cut(Cut.AT_COMMIT, TRANSITION, true);
            CompletableFuture<Outcome> first = start(command);
            awaitTrue(WAITING.formatted(2));
            // As if its process had died: it cannot ask any more, and will not be answered.
            proxy.refuse(true);
            proxy.cutAll();
            workbench.stop();
            try (Workbench next = Workbench.on(database).change(CHANGE, DEFINITION)) {
                assertStopped(first.get(1, TimeUnit.MINUTES), ProblemCode.OUTCOME_NOT_KNOWN);
                awaitTrue("select not exists (select from pg_locks where locktype = 'advisory' and granted"
                        + " and classid = x'70677274'::integer"
                        + " and database = (select oid from pg_database where datname = current_database()))");
                // The commit, and whoever asked for it, until the server notices that he is gone.
                List<@Nullable String> waiting = database.column(WAITERS);
                CompletableFuture<Outcome> second = CompletableFuture.supplyAsync(() -> next.run(command, CHANGE));
                await().atMost(Duration.ofMinutes(2)).until(() -> !waiting.containsAll(database.column(WAITERS)));
                assertThat(second).isNotDone();
                gate.execute("select pg_advisory_unlock(%d)".formatted(GATE));
                assertDone(second.get(1, TimeUnit.MINUTES));
            }
        }
        assertThat(transitionsTo(command)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPAND", "CUTOVER", "ROLLBACK", "CONTRACT", "ABANDON"})
    void asksForAPersonOnlyWhereTheServerCannotBeAsked(PhaseCommand command) throws Exception {
        prepare(command);
        WireProxy.Armed cut = proxy.cut(Cut.ANSWER_WITHHELD, TRANSITION, false);
        CompletableFuture<Outcome> run = start(command);
        cut.made().get(1, TimeUnit.MINUTES);
        proxy.refuse(true);
        proxy.cutAll();
        // It would go on asking for a minute; whoever does not want to wait stops it.
        workbench.stop();

        Outcome outcome = run.get(1, TimeUnit.MINUTES);

        assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.OUTCOME_UNKNOWN);
        assertThat(outcome.problems().get(0).text())
                .contains("[outcome-not-known] Whether %s of change %s was committed".formatted(command.text(), CHANGE))
                .contains("all of it happened or nothing")
                .contains("run the same command again")
                .contains("./pgretype status " + CHANGE);
        try (Workbench later = direct()) {
            assertDone(later.run(command, CHANGE));
            assertThat(transitionsTo(command)).isEqualTo(1);
        }
    }

    @Test
    void nobodyIsNeededWhereNoCommitWasSent() throws Exception {
        prepare(PhaseCommand.CUTOVER);
        try (Connection reader = database.connect();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("select count(*) from item");
            CompletableFuture<Outcome> run = start(PhaseCommand.CUTOVER);
            awaitTrue("select count(*) > 0 from pg_locks where relation = 'item'::regclass and not granted");
            proxy.refuse(true);
            proxy.cutAll();
            workbench.stop();

            Outcome outcome = run.get(1, TimeUnit.MINUTES);

            assertStopped(outcome, ProblemCode.CONNECTION_LOST);
            assertThat(outcome.exitStatus()).isEqualTo(ExitStatus.FAILED);
            reader.rollback();
        }
        try (Workbench later = direct()) {
            assertDone(later.run(PhaseCommand.CUTOVER, CHANGE));
        }
    }

    @Test
    void theServerIsAskedAgainUntilItIsBack() throws Exception {
        prepare(PhaseCommand.CUTOVER);
        WireProxy.Armed cut = proxy.cut(Cut.ANSWER_WITHHELD, TRANSITION, false);
        CompletableFuture<Outcome> run = start(PhaseCommand.CUTOVER);
        cut.made().get(1, TimeUnit.MINUTES);
        proxy.refuse(true);
        proxy.cutAll();
        assertThat(catchThrowable(() -> run.get(2, TimeUnit.SECONDS))).isNotNull();
        proxy.refuse(false);

        assertDone(run.get(1, TimeUnit.MINUTES));
        assertThat(transitionsTo(PhaseCommand.CUTOVER)).isEqualTo(1);
    }

    /** As the next process would come, past whatever is broken. */
    private Workbench direct() {
        return Workbench.on(database).change(CHANGE, DEFINITION);
    }

    private void prepare(PhaseCommand command) {
        runTo(
                switch (command) {
                    case EXPAND -> Phase.PLANNED;
                    case ABANDON -> Phase.HARDENED;
                    case CUTOVER -> Phase.VERIFIED;
                    default -> Phase.CUT_OVER;
                });
    }

    /** From now on the commit of a transition waits, in the server, until the gate is opened or its keeper leaves. */
    private Connection closeGate() throws Exception {
        if (!isTrue("select to_regclass('pgretype.change') is not null")) {
            // The ledger comes with the first command that writes.
            run(PhaseCommand.EXPAND, PhaseCommand.ABANDON);
            database.execute("delete from pgretype.transition");
        }
        database.execute("""
                create function wait_at_the_gate() returns trigger language plpgsql set lock_timeout = 0 as $$
                begin
                    perform pg_advisory_xact_lock_shared(%d);
                    return null;
                end $$""".formatted(GATE), """
                create constraint trigger gate
                after insert on pgretype.transition
                deferrable initially deferred
                for each row execute function wait_at_the_gate()""");
        Connection gatekeeper = database.connect();
        try (Statement statement = gatekeeper.createStatement()) {
            statement.execute("select pg_advisory_lock(%d)".formatted(GATE));
        }
        return gatekeeper;
    }

    private long transitionsTo(PhaseCommand command) {
        assertThat(database.value("select phase from pgretype.change", String.class))
                .isEqualTo(command.to().name());
        return database.value(
                "select count(*) from pgretype.transition where to_phase = '%s'%s"
                        .formatted(
                                command.to(), command == PhaseCommand.ROLLBACK ? " and from_phase = 'CUT_OVER'" : ""),
                Long.class);
    }

    private void assertNothingLeftToDo(PhaseCommand command) {
        Outcome again =
                done(command, command == PhaseCommand.CONTRACT ? new RunOption[] {RunOption.NOW} : new RunOption[0]);
        assertThat(again.results()).allMatch(line -> line.contains("nothing to do"));
    }
}
