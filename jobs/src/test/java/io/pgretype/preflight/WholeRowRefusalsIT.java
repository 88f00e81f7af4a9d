package io.pgretype.preflight;

import static io.pgretype.preflight.Refusals.assertRefused;
import static io.pgretype.preflight.Scenario.change;
import static io.pgretype.preflight.Scenario.move;
import static io.pgretype.preflight.Scenario.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.change.Change;
import io.pgretype.change.Review;
import io.pgretype.change.Settings;
import io.pgretype.problem.ProblemCode;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Functions that copy whole rows are refused together, until somebody says to have looked. */
class WholeRowRefusalsIT {

    @AutoClose
    private final Scenario scenario = new Scenario();

    @BeforeEach
    void create() {
        scenario.database()
                .execute(
                        "create table file (id int primary key, size int, sum text)",
                        "create table file_log (id int, size int, sum text)",
                        "create function copy() returns trigger language plpgsql as"
                                + " 'begin\ninsert into file_log select old.*;\nreturn new; end'",
                        "create trigger copy before update on file for each row execute function copy()",
                        "create function fill() returns void language sql as" + " 'insert into file values (1, 2)'",
                        "create function perhaps() returns text language plpgsql as"
                                + " 'declare r file; begin return r.sum; end'");
    }

    @Test
    void allThatIsCertainToGoWrong() {
        var problems = scenario.refusals("public.file", "size", "bigint");

        assertRefused(
                problems,
                ProblemCode.WHOLE_ROW_COPIED,
                "function public.copy() line 2 inserts whole rows into file_log (wrong from expand on)",
                "function public.fill() line 1 inserts into file without a list of columns (wrong from cutover on)");
        assertThat(problems.get(0).observed()).doesNotContain("perhaps");
    }

    @Test
    void notIfSomebodyHasLooked() {
        Change declared = change(table("public.file", move("size", "bigint")));
        Settings settings = declared.settings();

        assertThat(scenario.refusals(new Change(
                        declared.name(),
                        declared.tables(),
                        new Settings(
                                settings.soak(),
                                settings.filling(),
                                settings.locks(),
                                settings.indexes(),
                                settings.verifiedWithin(),
                                settings.limits(),
                                settings.references(),
                                Set.of(Review.WHOLE_ROWS),
                                settings.window()),
                        "")))
                .isEmpty();
    }

    /** The file cannot be changed any more; what is written now is written for the row as it is. */
    @Test
    void notWhileTheChangeIsOpen() {
        scenario.database()
                .execute(
                        "create schema pgretype",
                        "create function pgretype.mirror_widen() returns trigger language plpgsql as"
                                + " 'begin return new; end'",
                        "create trigger \"~pgretype_mirror\" before update on file for each row"
                                + " execute function pgretype.mirror_widen()");

        assertThat(scenario.refusals("public.file", "size", "bigint")).isEmpty();
    }
}
