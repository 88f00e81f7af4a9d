package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.status.ChangeStatus;
import io.pgretype.testkit.AnyVersion;
import io.pgretype.testkit.SchemaDump;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One change of two tables whose columns, keys and constraints have the same names: nothing of one is taken for the other's. */
@AnyVersion
class SeveralTablesIT extends PhaseFixture {

    private static final int ROWS = 3_000;

    /** With its twin, which has had the new type from the start. */
    private static final String CREATE = """
            create schema %1$s;
            create table %1$s.item (
                id   integer primary key,
                size integer not null,
                name text,
                constraint item_size_check check (size >= 0),
                constraint item_unique unique (size, id)
            );
            create index item_by_size on %1$s.item (size);
            insert into %1$s.item select i, i, 'n' from generate_series(1, %2$d) as i;
            create table %1$s.twin (id integer primary key, size bigint not null, name text);
            insert into %1$s.twin select * from %1$s.item;
            analyze %1$s.item""";

    @BeforeEach
    void prepare() {
        for (String schema : List.of("one", "two")) {
            database.execute(CREATE.formatted(schema, ROWS).split(";"));
        }
        workbench.change(CHANGE, """
                tables:
                  one.item:
                    size: {type: bigint}
                  two.item:
                    size: {type: bigint}
                soak: 0s
                """);
    }

    @Test
    void bothGetTheirNewTypesAndNothingElse() {
        String before = SchemaDump.byCatalog(database);
        runAndWrite(PhaseCommand.EXPAND, PhaseCommand.BACKFILL);
        assertThat(workbench.status().rowsLeft(CHANGE).rows()).isZero();
        runAndWrite(PhaseCommand.HARDEN);
        assertThat(done(PhaseCommand.VERIFY).results())
                .contains("verified: %d rows compared, 0 mismatches, 0 repaired.".formatted(2 * ROWS + 6));
        assertThat(done(PhaseCommand.CUTOVER).results())
                .anyMatch(line -> line.startsWith("cut over: one.item.size, two.item.size now has its new type."));
        write("update %s set size = 3000000000 + id where id <= 5");
        run(PhaseCommand.CONTRACT);

        assertEqualToTwins();
        assertThat(SchemaDump.withoutColumnOrder(SchemaDump.byCatalog(database)))
                .isEqualTo(SchemaDump.withoutColumnOrder(
                        before.replaceAll("(?m)(\\bitem\\b.*\\bsize\\b.*)\\binteger\\b", "$1bigint")));
    }

    @ParameterizedTest
    @EnumSource(
            value = PhaseCommand.class,
            names = {"EXPAND", "BACKFILL", "HARDEN", "VERIFY", "CUTOVER"})
    void theWayBackLeavesBothAsTheyWere(PhaseCommand last) {
        String before = SchemaDump.byCatalog(database);
        for (PhaseCommand command : PhaseCommand.values()) {
            runAndWrite(command);
            if (command == last) {
                break;
            }
        }
        if (last == PhaseCommand.CUTOVER) {
            runAndWrite(PhaseCommand.ROLLBACK);
        }
        run(PhaseCommand.ABANDON);
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
        assertEqualToTwins();
    }

    @Test
    void statusSumsUp() {
        run(PhaseCommand.EXPAND, PhaseCommand.BACKFILL);
        ChangeStatus status = workbench.status().read(CHANGE);
        assertThat(status.table()).isEqualTo("one.item, two.item");
        assertThat(status.column()).isEqualTo("size, size");
        assertThat(status.rowsTotal()).isEqualTo(2 * ROWS);
        assertThat(status.rowsDone()).isEqualTo(2 * ROWS);
    }

    @Test
    void theLargestPartitionsAreFilledAndComparedFirst() {
        database.execute(
                "insert into two.item select i, i, 'n' from generate_series(%d, 20000) as i".formatted(ROWS + 1),
                "insert into two.twin select * from two.item where id > %d".formatted(ROWS),
                "analyze two.item");
        run(PhaseCommand.EXPAND, PhaseCommand.BACKFILL, PhaseCommand.HARDEN, PhaseCommand.VERIFY);

        for (String step : List.of("fill", "compare")) {
            List<String> began = database.column("""
                    select step_name
                      from pgretype.batch_step_execution
                     where step_name like '%s:%%'
                     order by start_time, step_execution_id""".formatted(step));
            assertThat(began).hasSizeGreaterThan(2);
            assertThat(began.get(0)).endsWith("~2");
            assertThat(began.get(began.size() - 1)).doesNotEndWith("~2");
        }
        assertEqualToTwins();
    }

    @Test
    void hardenAgainRemovesNothing() {
        run(PhaseCommand.EXPAND, PhaseCommand.BACKFILL, PhaseCommand.HARDEN);
        assertThat(done(PhaseCommand.HARDEN).results()).noneMatch(line -> line.startsWith("removed:"));
        database.execute("drop index two.item_by_size");
        assertThat(done(PhaseCommand.HARDEN).results())
                .filteredOn(line -> line.startsWith("removed:"))
                .containsExactly("removed: the twin of index two.item_by_size, which the old column no longer has.");
        run(PhaseCommand.VERIFY, PhaseCommand.CUTOVER);
    }

    @Test
    void aMismatchIsOfItsOwnTable() {
        run(PhaseCommand.EXPAND, PhaseCommand.BACKFILL, PhaseCommand.HARDEN);
        database.execute(
                "alter table two.item disable trigger user",
                "update two.item set size = 77 where id = 42",
                "alter table two.item enable always trigger \"~pgretype_mirror\"");
        Problem found = refused(ProblemCode.MISMATCHES, PhaseCommand.VERIFY);
        assertThat(found.stopped()).startsWith("1 values of two.item ");
        assertThat(found.observed()).contains("42 size: 77 → 42");
        done(PhaseCommand.VERIFY, RunOption.REPAIR);
        run(PhaseCommand.CUTOVER);
    }

    @Test
    void theMirrorOfEachCountsForTheGate() {
        run(PhaseCommand.EXPAND, PhaseCommand.BACKFILL, PhaseCommand.HARDEN, PhaseCommand.VERIFY);
        database.execute(
                "alter table two.item disable trigger \"~pgretype_mirror\"",
                "alter table two.item enable always trigger \"~pgretype_mirror\"");
        assertThat(refused(ProblemCode.MIRROR_TOUCHED, PhaseCommand.CUTOVER).stopped())
                .contains("two.item");
        run(PhaseCommand.VERIFY, PhaseCommand.CUTOVER);
    }

    @Test
    void aMisfitOfOneClosesTheWayBackOfBothAndIsCountedOnce() {
        runUntilCutOver();
        write("update %s set name = 'later' where id = 42");
        database.execute(
                "update two.item set size = 3000000000 where id = 42",
                "update two.twin set size = 3000000000 where id = 42");
        assertThat(workbench.status().read(CHANGE).misfits()).isEqualTo(1);
        Problem closed = refused(ProblemCode.WAY_BACK_CLOSED, PhaseCommand.ROLLBACK);
        assertThat(closed.observed()).contains("42 size: 3000000000");
        run(PhaseCommand.CONTRACT);
        assertEqualToTwins();
    }

    @Test
    void aBackfillThatWasInterruptedInTheSecondTableGoesOnThere() {
        run(PhaseCommand.EXPAND);
        database.execute(
                "create function refuse() returns trigger language plpgsql as"
                        + " $$begin if new.id = 42 then raise exception 'not this one'; end if; return new; end$$",
                "create trigger refuse before update on two.item for each row execute function refuse()");
        assertThat(refused(ProblemCode.ROWS_FAILING, PhaseCommand.BACKFILL).stopped())
                .contains("two.item");
        database.execute("drop trigger refuse on two.item");
        Outcome finished = done(PhaseCommand.BACKFILL);
        assertThat(finished.results()).anyMatch(line -> line.startsWith("backfill: goes on where it was interrupted"));
        assertThat(workbench.status().rowsLeft(CHANGE).rows()).isZero();
        assertThat(workbench.status().read(CHANGE).phase()).isEqualTo(Phase.BACKFILLED);
    }

    @Test
    void whatForbidsOneForbidsBoth() {
        database.execute(
                "create materialized view two.sizes as select size from two.item",
                "create table two.kept (was two.sizes)");
        assertThat(workbench.run(PhaseCommand.EXPAND, CHANGE).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.observed()).contains("two.sizes"));
        assertThat(workbench.status().readAll()).isEmpty();
    }

    private void runUntilCutOver() {
        run(PhaseCommand.EXPAND, PhaseCommand.BACKFILL, PhaseCommand.HARDEN, PhaseCommand.VERIFY, PhaseCommand.CUTOVER);
    }

    private int written;

    /** Each phase followed by writes of every kind. */
    private void runAndWrite(PhaseCommand... commands) {
        for (PhaseCommand command : commands) {
            run(command);
            int id = ROWS + 1 + written++;
            write(
                    "insert into %s (id, size, name) values (" + id + ", " + id + ", 'new')",
                    "update %s set size = size + 1 where id % 7 = " + written);
        }
    }

    private void write(String... statements) {
        for (String statement : statements) {
            for (String table : List.of("one.item", "one.twin", "two.item", "two.twin")) {
                database.execute(statement.replace("%s", table));
            }
        }
    }

    private void assertEqualToTwins() {
        for (String schema : List.of("one", "two")) {
            assertThat(database.column("""
                            select coalesce(item.id, twin.id)::text
                              from %1$s.item
                              full join %1$s.twin
                                on twin.id = item.id
                               and twin.size = item.size
                               and twin.name is not distinct from item.name
                             where item.id is null
                                or twin.id is null
                             limit 5""".formatted(schema))).isEmpty();
        }
    }
}
