package io.pgretype.preflight;

import static io.pgretype.preflight.Refusals.assertRefused;
import static io.pgretype.preflight.Scenario.change;
import static io.pgretype.preflight.Scenario.move;
import static io.pgretype.preflight.Scenario.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.change.Filling.OtherTriggers;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.PostgresServer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Triggers that the backfill would fire, and what the change file must say of them. */
class TriggerDecisionIT {

    @AutoClose
    private final Scenario scenario = new Scenario();

    @BeforeEach
    void create() {
        scenario.database()
                .execute(
                        "create table file (id int primary key, size int, sum text)",
                        "create function touch() returns trigger language plpgsql as 'begin return new; end'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trigger touch before update on file for each row",
                "trigger touch after insert or update on file for each row",
                "trigger touch after update on file for each statement",
                "trigger touch before update on file for each row when (old.* is distinct from new.*)",
                "constraint trigger touch after update on file deferrable initially deferred for each row"
            })
    void whatFiresMustBeDecided(String trigger) {
        scenario.database().execute("create %s execute function touch()".formatted(trigger));

        List<Problem> problems = refusals(OtherTriggers.UNDECIDED);

        assertRefused(problems, ProblemCode.TRIGGERS_UNDECIDED, "trigger touch (calls public.touch())");
        assertThat(problems.get(0).next()).contains("'triggers: fire'", "'triggers: skip'");
        assertThat(refusals(OtherTriggers.FIRE)).isEmpty();
        assertThat(refusals(OtherTriggers.SKIP)).isEmpty();
    }

    @Test
    void allOfThemAreNamed() {
        scenario.database()
                .execute(
                        "create trigger a before update on file for each row execute function touch()",
                        "create trigger \"B\" after update on file for each statement execute function touch()",
                        "alter table file enable always trigger a");

        assertRefused(
                refusals(OtherTriggers.UNDECIDED),
                ProblemCode.TRIGGERS_UNDECIDED,
                "trigger a (calls public.touch()) is ENABLE ALWAYS",
                "trigger \"B\" (calls public.touch())");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create trigger touch before insert or delete on file for each row execute function touch()",
                "create trigger touch before update of sum, id on file for each row execute function touch()",
                "create trigger touch after truncate on file execute function touch()"
            })
    void whatDoesNotFireNeedsNoDecision(String statement) {
        scenario.database().execute(statement);

        assertThat(refusals(OtherTriggers.UNDECIDED)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"disable", "enable replica"})
    void whatIsDisabledNeedsNoDecision(String state) {
        scenario.database()
                .execute(
                        "create trigger touch before update on file for each row execute function touch()",
                        "alter table file %s trigger touch".formatted(state));

        assertThat(refusals(OtherTriggers.UNDECIDED)).isEmpty();
    }

    @Test
    void foreignKeysAreNoTriggersOfTheTable() {
        scenario.database()
                .execute(
                        "create table folder (id int primary key)",
                        "alter table file add folder int references folder on update cascade");

        assertThat(refusals(OtherTriggers.UNDECIDED)).isEmpty();
    }

    @Test
    void skippingTakesAPrivilege() {
        String role = "runner_" + UUID.randomUUID().toString().replace("-", "");
        scenario.database()
                .execute(
                        "create role " + role,
                        "create schema pgretype authorization " + role,
                        "alter table file owner to " + role);
        var change = change(OtherTriggers.SKIP, table("public.file", move("size", "bigint")));

        List<Problem> problems = scenario.refusalsFor(role, change);

        assertRefused(
                problems,
                ProblemCode.TRIGGERS_NOT_SKIPPABLE,
                "role %s may not set session_replication_role".formatted(role));
        if (PostgresServer.major() >= 15) {
            String grant = "grant set on parameter session_replication_role to " + role;
            assertThat(problems.get(0).next()).contains(grant);
            scenario.database().execute(grant);
            assertThat(scenario.refusalsFor(role, change)).isEmpty();
            scenario.database().execute("revoke set on parameter session_replication_role from " + role);
        } else {
            assertThat(problems.get(0).next()).contains("superuser");
        }
    }

    private List<Problem> refusals(OtherTriggers decision) {
        return scenario.refusals(change(decision, table("public.file", move("size", "bigint"))));
    }
}
