package io.pgretype.preflight;

import static io.pgretype.preflight.Refusals.assertRefused;
import static io.pgretype.preflight.Scenario.change;
import static io.pgretype.preflight.Scenario.move;
import static io.pgretype.preflight.Scenario.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.change.Change;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Triggers that come too late, or cannot be refreshed. */
class TriggerRefusalsIT {

    @AutoClose
    private final Scenario scenario = new Scenario();

    private static final String FUNCTION =
            "create function touch() returns trigger language plpgsql as 'begin new.size = 1; return new; end'";

    @BeforeEach
    void create() {
        scenario.database().execute("create table file (id int primary key, size int, sum text)", FUNCTION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "before update on file for each row when (old.* is distinct from new.*)",
                "before update of sum on file for each row",
                "after update on file for each row",
                "after update of sum on file for each statement"
            })
    void watchSomethingElse(String events) {
        assertThat(scenario.refusalsAfter("create trigger touch %s execute function touch()".formatted(events)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"~q", "~pgretype_mirror2", "\u00e4"})
    void fireAfterTheMirror(String name) {
        assertRefused(
                scenario.refusalsAfter(
                        "create trigger \"%s\" before insert on file for each row execute function touch()"
                                .formatted(name)),
                ProblemCode.TRIGGER_AFTER_MIRROR,
                "trigger \"%s\" on public.file fires after ~pgretype_mirror".formatted(name));
    }

    @ParameterizedTest
    @CsvSource({
        "~q, before delete on file for each row",
        "~q, before update on file for each statement",
        "~q, after update on file for each row",
        "~a, before update on file for each row",
        "zz, before update on file for each row"
    })
    void doNotFireAfterTheMirror(String name, String events) {
        assertThat(scenario.refusalsAfter("create trigger \"%s\" %s execute function touch()".formatted(name, events)))
                .isEmpty();
    }

    @Test
    void functionsBelongToOthers() {
        String role = "runner_" + UUID.randomUUID().toString().replace("-", "");
        String author = "author_" + UUID.randomUUID().toString().replace("-", "");
        scenario.database()
                .execute(
                        "create role " + role,
                        "create role " + author,
                        "create schema pgretype authorization " + role,
                        "create function other() returns trigger language plpgsql"
                                + " as 'begin new.sizes = 1; return new; end'",
                        "create trigger touch before insert on file for each row execute function touch()",
                        "create trigger other before insert on file for each row execute function other()",
                        "create trigger same before insert on file for each row"
                                + " execute function suppress_redundant_updates_trigger()",
                        "alter function touch() owner to " + author,
                        "alter function other() owner to " + author,
                        "alter table file owner to " + role);
        Change change = change(table("public.file", move("size", "bigint")));

        var problems = scenario.refusalsFor(role, change);

        assertRefused(
                problems,
                ProblemCode.TRIGGER_FUNCTION_OF_OTHERS,
                "function public.touch() of trigger touch belongs to role " + author);
        assertThat(problems.get(0).observed()).doesNotContain("other");
        scenario.database().execute("grant %s to %s".formatted(author, role));
        assertThat(scenario.refusalsFor(role, change)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Size, new.\"Size\" = 1, true",
        "si.ze, new.\"si.ze\" = 1, true",
        "si.ze, new.sixze = 1, false",
        "size, NEW.SIZE = 1, true",
        "size, new.oversize = 1, false"
    })
    void functionsMentionTheColumn(String column, String body, boolean mentioned) {
        String role = "runner_" + UUID.randomUUID().toString().replace("-", "");
        scenario.database()
                .execute(
                        "create role " + role,
                        "create schema pgretype authorization " + role,
                        "create table odd (id int primary key, \"%s\" int)".formatted(column),
                        "alter table odd owner to " + role,
                        "create function odd() returns trigger language plpgsql as 'begin %s; return new; end'"
                                .formatted(body),
                        "create trigger odd before insert on odd for each row execute function odd()");

        var problems = scenario.refusalsFor(role, change(table("public.odd", move(column, "bigint"))));

        assertThat(problems)
                .extracting(Problem::code)
                .isEqualTo(mentioned ? List.of(ProblemCode.TRIGGER_FUNCTION_OF_OTHERS) : List.of());
    }
}
