package io.pgretype.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.change.Limit;
import io.pgretype.change.Limits;
import io.pgretype.testkit.TestDatabase;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlsIT {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private final Controls controls = database.ledger().controls();

    @BeforeEach
    void install() {
        database.ledger().schema().install();
    }

    @Test
    void nothingIsAskedAtFirst() {
        assertThat(controls.read("a")).isEqualTo(Controls.Asked.NOTHING);
        assertThat(controls.resume("a")).isFalse();
    }

    @Test
    void theFirstPauseCountsUntilSomebodyResumes() {
        assertThat(controls.pause("a")).isTrue();
        Controls.Asked first = controls.read("a");
        assertThat(controls.pause("a")).isFalse();

        assertThat(controls.read("a")).isEqualTo(first);
        assertThat(first.pause().orElseThrow().who()).isEqualTo(database.user());
        assertThat(controls.read("b").pause()).isEmpty();

        assertThat(controls.resume("a")).isTrue();
        assertThat(controls.read("a").pause()).isEmpty();
        assertThat(controls.pause("a")).isTrue();
    }

    @Test
    void limitsAreSetLiftedAndTakenBack() {
        controls.limit("a", limits(Map.of(Limit.MAX_LAG, OptionalLong.of(5_000), Limit.WORKERS, OptionalLong.of(4))));
        controls.limit("a", limits(Map.of(Limit.MAX_LAG, OptionalLong.empty())));

        Controls.Asked asked = controls.read("a");
        assertThat(asked.limits().set())
                .isEqualTo(Map.of(Limit.MAX_LAG, OptionalLong.empty(), Limit.WORKERS, OptionalLong.of(4)));
        assertThat(asked.wishes().get(Limit.WORKERS).who()).isEqualTo(database.user());

        controls.resetLimits("a");
        assertThat(controls.read("a")).isEqualTo(Controls.Asked.NOTHING);
    }

    @Test
    void aLimitOfANewerReleaseIsLeftAlone() {
        database.execute("insert into pgretype.operator_limit (change, name, value) values ('a', 'max-heat', 90)");
        assertThat(controls.read("a").limits().set()).isEmpty();
    }

    @Test
    void allIsForgottenAtOnce() {
        controls.pause("a");
        controls.limit("a", limits(Map.of(Limit.MAX_RATE, OptionalLong.of(7))));
        controls.forget("a");
        assertThat(controls.read("a")).isEqualTo(Controls.Asked.NOTHING);
    }

    private static Limits limits(Map<Limit, OptionalLong> set) {
        return new Limits(set);
    }
}
