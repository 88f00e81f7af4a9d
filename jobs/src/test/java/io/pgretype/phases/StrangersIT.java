package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.AnyVersion;
import io.pgretype.testkit.OlderLedger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others made under names that are ours is never dropped; what is ours is found again, whatever it is called. */
@AnyVersion
class StrangersIT extends PhaseFixture {

    /** All that others may make on the table, and what of it they called so. */
    private static final String THEIRS = """
            select string_agg(text, '; ' order by text)
              from (select pg_get_indexdef(indexrelid) || ' ' || indisvalid as text
                      from pg_index
                     where indrelid in ('item'::regclass, 'other'::regclass)
                    union all
                    select conname || ' ' || pg_get_constraintdef(oid)
                      from pg_constraint
                     where conrelid = 'item'::regclass
                    union all
                    select pg_get_statisticsobjdef(oid)
                      from pg_statistic_ext) as object""";

    @BeforeEach
    void prepare() {
        database.execute(
                "create table other (id integer primary key)",
                "create table item (id integer primary key, size integer not null, name text)",
                "create index item_by_size on item (size)",
                "create index item_by_sum on item ((size + 1)) where size > 1",
                "alter table item add constraint item_once unique (size, id)",
                "alter table item add constraint item_positive check (size >= 0)",
                "create statistics item_together on size, id from item",
                "insert into item select i, i, 'n' from generate_series(1, 100) as i");
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\n");
        runTo(Phase.BACKFILLED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create index item_by_size_new on item (name)              | drop index concurrently public.item_by_size_new",
                // Just like the twin, and not ours all the same.
                "create index item_by_size_new on item (size_new)          | drop index concurrently public.item_by_size_new",
                "create index item_by_size_new on other (id)               | drop index concurrently public.item_by_size_new",
                "create table item_by_size_new (id integer)                | Rename",
                "create unique index item_once_new on item (id)            | drop index concurrently public.item_once_new",
                "alter table item add constraint item_once_new unique (id) | alter table item drop constraint item_once_new",
                "alter table item add constraint item_once_new check (id > 0)"
                        + " | alter table item drop constraint item_once_new",
                "alter table item add constraint item_positive_new check (id > 0)"
                        + " | alter table item drop constraint item_positive_new",
                "alter table item add constraint item_positive_new check (size_new >= 0)"
                        + " | alter table item drop constraint item_positive_new",
                "create statistics item_together_new on id, name from item | drop statistics public.item_together_new",
                "alter table item add constraint size_new_not_null_check check (size_new > 0)"
                        + " | alter table item drop constraint size_new_not_null_check",
            })
    void hardenTouchesNothingThatHasTheNameOfATwin(String statement, String wayOut) {
        database.execute(statement);
        String theirs = theirs();

        Problem problem = refused(ProblemCode.NAME_TAKEN, PhaseCommand.HARDEN);

        assertThat(problem.next()).contains(wayOut);
        assertThat(theirs()).isEqualTo(theirs);
        database.execute(wayOut.equals("Rename") ? "drop table item_by_size_new" : wayOut);
        runTo(Phase.CUT_OVER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index item_by_size_new on item (name)",
                "alter table item add constraint item_once_new unique (id)",
                "alter table item add constraint item_positive_new check (id > 0)",
                "create statistics item_together_new on id, name from item"
            })
    void nothingIsDroppedThatComesWhileATwinIsBuilt(String statement) {
        String twin = statement.replaceAll(".*(item_\\w+)_new.*", "$1");
        database.execute(
                """
                create function come() returns trigger language plpgsql as $$
                begin
                    %s;
                    return null;
                end $$""".formatted(statement),
                "create trigger come after insert on pgretype.twin for each row when (new.name = '%s') execute function come()"
                        .formatted(twin));

        refused(ProblemCode.NAME_TAKEN, PhaseCommand.HARDEN);

        database.execute("drop trigger come on pgretype.twin");
        String theirs = theirs();
        refused(ProblemCode.NAME_TAKEN, PhaseCommand.HARDEN);
        assertThat(theirs()).isEqualTo(theirs);
        run(PhaseCommand.ABANDON);
        assertThat(theirs()).contains(twin + "_new").doesNotContainPattern("[( ]size_new");
    }

    @ParameterizedTest
    @ValueSource(strings = {"item_by_size", "item_once", "item_positive", "item_together"})
    void goesOnWhenItDiedJustBeforeTheLedgerHeardOfATwin(String twin) {
        database.execute(
                "create function die() returns trigger language plpgsql as $$ begin raise 'dead'; end $$",
                "create trigger die before update on pgretype.twin for each row when (new.name = '%s') execute function die()"
                        .formatted(twin));
        assertThat(workbench.run(PhaseCommand.HARDEN, CHANGE).exitStatus()).isEqualTo(ExitStatus.FAILED);
        String built = "select min(indexrelid) from pg_index where indrelid = 'item'::regclass"
                + " and indexrelid::regclass::text like '%_size_new_%'";
        Long index = database.value(built, Long.class);
        assertThat(index == null).isEqualTo(!twin.equals("item_by_size"));
        database.execute("drop trigger die on pgretype.twin");

        run(PhaseCommand.HARDEN);

        assertThat(theirs()).doesNotContainPattern("_new_[0-9a-f]{16}");
        if (index != null) {
            assertThat(database.value("select 'item_by_size_new'::regclass::oid", Long.class))
                    .isEqualTo(index);
        }
        runTo(Phase.CUT_OVER);
    }

    @Test
    void anInvalidIndexOfOursIsBuiltAgain() {
        database.execute(
                "create function die() returns trigger language plpgsql as $$ begin raise 'dead'; end $$",
                "create trigger die before update on pgretype.twin for each row execute function die()");
        assertThat(workbench.run(PhaseCommand.HARDEN, CHANGE).exitStatus()).isEqualTo(ExitStatus.FAILED);
        database.execute(
                "drop trigger die on pgretype.twin",
                "update pg_index set indisvalid = false where indexrelid ="
                        + " (select indexrelid from pg_index where indexrelid::regclass::text like 'item_by_size_new_%')");

        run(PhaseCommand.HARDEN);

        assertThat(theirs()).doesNotContainPattern("_new_[0-9a-f]{16}").doesNotContain(" false");
    }

    @Test
    void abandonTakesTheHalfBuiltAlong() {
        String before = database.value("select md5(pg_get_indexdef('item_by_size'::regclass))", String.class);
        database.execute(
                "create function die() returns trigger language plpgsql as $$ begin raise 'dead'; end $$",
                "create trigger die before update on pgretype.twin for each row execute function die()");
        assertThat(workbench.run(PhaseCommand.HARDEN, CHANGE).exitStatus()).isEqualTo(ExitStatus.FAILED);

        run(PhaseCommand.ABANDON);

        assertThat(theirs()).doesNotContain("_new");
        assertThat(database.value("select md5(pg_get_indexdef('item_by_size'::regclass))", String.class))
                .isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drop index item_by_size_new                  | create index item_by_size_new on item (name)",
                "drop index item_by_size_new                  | create index item_by_size_new on other (id)",
                "alter table item drop constraint item_once_new | create unique index item_once_new on item (id)",
                "alter table item drop constraint item_once_new | alter table item add constraint item_once_new unique (id)",
                "alter table item drop constraint item_positive_new"
                        + " | alter table item add constraint item_positive_new check (id > 0)",
                "drop statistics item_together_new            | create statistics item_together_new on id, name from item",
            })
    void abandonLeavesWhatCameInATwinsPlace(String drop, String create) {
        run(PhaseCommand.HARDEN);
        database.execute(drop, create);

        refused(ProblemCode.NAME_TAKEN, PhaseCommand.HARDEN);
        run(PhaseCommand.ABANDON);

        assertThat(theirs())
                .contains(create.replaceAll(".*(item_\\w+_new).*", "$1"))
                .doesNotContainPattern("[( ]size_new");
    }

    @Test
    void abandonRefusesWhereWhatCameIsOnTheNewColumn() {
        run(PhaseCommand.HARDEN);
        database.execute("drop index item_by_size_new", "create index item_by_size_new on item (size_new desc)");

        assertThat(refused(ProblemCode.UNKNOWN_DEPENDENT, PhaseCommand.ABANDON).observed())
                .contains("item_by_size_new");
    }

    @Test
    void cutoverDoesNotSwapWhatIsNotOurs() {
        runTo(Phase.VERIFIED);
        database.execute(
                "create index theirs on item (size, name)", "create index theirs_new on item (size_new, name)");

        refused(ProblemCode.NAME_TAKEN, PhaseCommand.CUTOVER);
        refused(ProblemCode.NAME_TAKEN, PhaseCommand.HARDEN);

        database.execute("drop index theirs_new");
        run(PhaseCommand.HARDEN);
        runTo(Phase.CUT_OVER);
        assertThat(theirs()).contains("theirs_old ON public.item USING btree (size_old, name)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drop index item_by_size_old                  | create index item_by_size_old on item (name)",
                "drop index item_by_size_old                  | create index item_by_size_old on other (id)",
                "alter table item drop constraint item_once_old | create unique index item_once_old on item (id)",
                "alter table item drop constraint item_once_old | alter table item add constraint item_once_old unique (id)",
                "select                                       | alter table item add constraint item_positive_old check (id > 0)",
                "drop statistics item_together_old            | create statistics item_together_old on id, name from item",
            })
    void contractLeavesWhatCameInAnOriginalsPlace(String drop, String create) {
        runTo(Phase.CUT_OVER);
        database.execute(drop, create);

        contract();

        assertThat(theirs())
                .contains(create.replaceAll(".*(item_\\w+_old).*", "$1"))
                .doesNotContainPattern("[( ]size_old");
    }

    @Test
    void contractRefusesWhereWhatCameIsOnTheOldColumn() {
        runTo(Phase.CUT_OVER);
        database.execute("drop index item_by_size_old", "create index item_by_size_old on item (size_old desc)");

        refused(ProblemCode.UNKNOWN_DEPENDENT, PhaseCommand.CONTRACT, RunOption.NOW);
    }

    @Test
    void whatWasReindexedIsStillOurs() {
        run(PhaseCommand.HARDEN);
        reindex("item_by_size_new", "item_by_sum_new", "item_once_new");
        runTo(Phase.CUT_OVER);
        reindex("item_by_size", "item_by_sum", "item_once", "item_by_size_old", "item_by_sum_old", "item_once_old");
        run(PhaseCommand.ROLLBACK);
        reindex("item_by_size_new", "item_by_sum_new", "item_once_new", "item_by_size", "item_by_sum");
        run(PhaseCommand.ABANDON);
        assertThat(theirs()).doesNotContain("_new").doesNotContain("_old");

        runTo(Phase.CUT_OVER);
        reindex("item_by_size", "item_by_sum", "item_once", "item_by_size_old", "item_by_sum_old", "item_once_old");
        contract();
        assertThat(theirs()).doesNotContain("_new").doesNotContain("_old");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index item_by_size_new on item (name)",
                "alter table item add constraint item_positive_new check (id > 0)",
                "alter table item add constraint item_once_new unique (id)",
                "create statistics item_together_new on id, name from item",
                "alter table item add size_new integer",
                "alter table item add constraint size_not_null_check check (id > 0)"
            })
    void rollbackSaysWhichNamesItNeeds(String statement) {
        runTo(Phase.CUT_OVER);
        database.execute(statement);

        refused(ProblemCode.NAME_TAKEN, PhaseCommand.ROLLBACK);
    }

    @Test
    void aTwinThatWasDroppedAfterCutoverIsBuiltAgainAfterRollback() {
        runTo(Phase.CUT_OVER);
        database.execute("drop index item_by_size");
        run(PhaseCommand.ROLLBACK, PhaseCommand.HARDEN);
        runTo(Phase.CUT_OVER);
    }

    @ParameterizedTest
    @EnumSource(names = {"ABANDON", "CONTRACT"})
    void aTriggerThatIsNotTheMirrorStays(PhaseCommand end) {
        run(PhaseCommand.HARDEN);
        if (end == PhaseCommand.CONTRACT) {
            runTo(Phase.CUT_OVER);
        }
        database.execute(
                "drop trigger \"~pgretype_mirror\" on item",
                "create function theirs() returns trigger language plpgsql as 'begin return new; end'",
                "create trigger \"~pgretype_mirror\" before insert on item for each row execute function theirs()");

        refused(ProblemCode.NAME_TAKEN, end, RunOption.NOW);

        assertThat(database.value("select count(*) from pg_trigger where tgname = '~pgretype_mirror'", Long.class))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"HARDEN", "VERIFY", "CUTOVER", "ROLLBACK"})
    void aChangeOfAnOlderReleaseGoesOn(PhaseCommand reached) {
        run(PhaseCommand.HARDEN);
        if (reached != PhaseCommand.HARDEN) {
            run(PhaseCommand.VERIFY);
        }
        if (reached == PhaseCommand.CUTOVER || reached == PhaseCommand.ROLLBACK) {
            run(PhaseCommand.CUTOVER);
        }
        if (reached == PhaseCommand.ROLLBACK) {
            run(PhaseCommand.ROLLBACK);
        }
        OlderLedger.of(database, 4);

        if (reached == PhaseCommand.HARDEN) {
            run(PhaseCommand.ABANDON);
        } else {
            if (reached != PhaseCommand.CUTOVER) {
                run(PhaseCommand.VERIFY, PhaseCommand.CUTOVER);
            }
            contract();
        }
        assertThat(theirs()).doesNotContain("_new").doesNotContain("_old");
    }

    @Test
    void whatAnOlderReleaseLeftUnfinishedIsBuiltAgain() {
        run(PhaseCommand.HARDEN);
        OlderLedger.of(database, 4);
        database.execute(
                "update pg_index set indisvalid = false where indexrelid = 'item_by_size_new'::regclass",
                "alter table item drop constraint item_once_new",
                "create unique index item_once_new on item (size_new, id)");

        run(PhaseCommand.HARDEN);
        runTo(Phase.CUT_OVER);
        contract();
        assertThat(theirs()).doesNotContain("_new").doesNotContain("_old").doesNotContain(" false");
    }

    private void reindex(String... indexes) {
        for (String index : indexes) {
            database.execute("reindex index concurrently " + index);
        }
    }

    private void contract() {
        done(PhaseCommand.CONTRACT, RunOption.NOW);
    }

    private String theirs() {
        return String.valueOf(database.value(THEIRS, String.class));
    }
}
