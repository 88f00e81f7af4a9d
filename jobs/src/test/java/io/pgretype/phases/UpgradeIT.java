package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.AnyVersion;
import io.pgretype.testkit.OlderLedger;
import io.pgretype.testkit.SchemaDump;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Changes that are open in a ledger of the release before, whose rows did not say of which table they are. */
@AnyVersion
class UpgradeIT extends PhaseFixture {

    /** The newest migration of the release before. */
    private static final int BEFORE = 7;

    private static final List<PhaseCommand> ALL = PhaseCommand.forward();

    private String before = "";

    @BeforeEach
    void prepare() {
        database.execute(
                "create table item (id integer primary key, size integer not null check (size > 0))",
                "create index item_by_size on item (size)",
                "insert into item select i, i from generate_series(1, 3000) as i",
                "analyze item");
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\ntriggers: fire\nsoak: 0s\n");
        before = SchemaDump.byCatalog(database);
    }

    @ParameterizedTest
    @EnumSource(
            value = PhaseCommand.class,
            names = {"EXPAND", "BACKFILL", "HARDEN", "VERIFY", "CUTOVER"})
    void goesOnToItsEnd(PhaseCommand last) {
        int done = ALL.indexOf(last) + 1;
        ALL.subList(0, done).forEach(this::run);
        OlderLedger.of(database, BEFORE);
        ALL.subList(done, ALL.size()).forEach(this::run);
        assertThat(workbench.status().read(CHANGE).phase()).isEqualTo(Phase.CONTRACTED);
        assertThat(database.value("select pg_typeof(size)::text from item limit 1", String.class))
                .isEqualTo("bigint");
    }

    @ParameterizedTest
    @EnumSource(
            value = PhaseCommand.class,
            names = {"EXPAND", "BACKFILL", "HARDEN", "VERIFY", "CUTOVER"})
    void goesBack(PhaseCommand last) {
        ALL.subList(0, ALL.indexOf(last) + 1).forEach(this::run);
        OlderLedger.of(database, BEFORE);
        if (last == PhaseCommand.CUTOVER) {
            run(PhaseCommand.ROLLBACK);
            OlderLedger.of(database, BEFORE);
        }
        run(PhaseCommand.ABANDON);
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
    }

    @Test
    void anInterruptedBackfillGoesOnWithItsPartitionsAndItsRows() {
        run(PhaseCommand.EXPAND);
        database.execute(
                "create function refuse() returns trigger language plpgsql as"
                        + " $$begin if new.id = 42 then raise exception 'not this one'; end if; return new; end$$",
                "create trigger refuse before update on item for each row execute function refuse()");
        refused(ProblemCode.ROWS_FAILING, PhaseCommand.BACKFILL);
        OlderLedger.of(database, BEFORE);
        refused(ProblemCode.ROWS_FAILING, PhaseCommand.BACKFILL);
        database.execute("drop trigger refuse on item");
        assertThat(workbench.run(PhaseCommand.BACKFILL, CHANGE).results())
                .anyMatch(line -> line.startsWith("backfill: goes on where it was interrupted"));
        assertThat(workbench.status().rowsLeft(CHANGE).rows()).isZero();
        assertThat(database.value("select count(distinct run) from pgretype.key_range", Integer.class))
                .isLessThanOrEqualTo(1);
    }

    @Test
    void aVerificationOfBeforeStillOpensTheGate() {
        ALL.subList(0, 4).forEach(this::run);
        OlderLedger.of(database, BEFORE);
        run(PhaseCommand.CUTOVER);
        OlderLedger.of(database, BEFORE);
        assertThat(workbench.run(PhaseCommand.CONTRACT, CHANGE).results())
                .noneMatch(line -> line.startsWith("verified:"));
    }
}
