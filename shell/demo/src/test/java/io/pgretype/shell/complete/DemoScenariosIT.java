package io.pgretype.shell.complete;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.shell.demo.DemoOptions;
import io.pgretype.shell.demo.DemoRun;
import io.pgretype.shell.demo.ScenarioName;
import io.pgretype.shell.session.CurrentRun;
import io.pgretype.shell.session.Screen;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** The demo's key graphs with the phases as they are. */
class DemoScenariosIT {

    private final StringWriter results = new StringWriter();

    @Test
    void keyGivesOutTheFirstNumberBeyondAnInteger() {
        assertThat(played(ScenarioName.KEY))
                .contains("insert of order 2147483648: ERROR: integer out of range")
                .containsPattern("\\nnext number +2147483648 was given out\\n")
                .contains("Order number 2147483648 was given out right after cutover; no number was given twice.")
                .contains("All 3 tables equal their twins");
    }

    @Test
    void uuidChangesAllTablesUnderTextsWithoutAType() {
        assertThat(played(ScenarioName.UUID))
                .contains("is not a uuid': accepted\n")
                .contains("is not a uuid': ERROR: invalid input syntax for type uuid")
                .contains("Of 10 keys and references 10 are uuids now.")
                .contains("All 5 tables equal their twins");
    }

    private String played(ScenarioName scenario) {
        var screen = new Screen(new PrintWriter(results), new PrintWriter(results), () -> 0);
        int status =
                new DemoRun(PhaseContext::open, screen, new CurrentRun()).run(new DemoOptions(scenario, 4_000, false));
        assertThat(status).as(results.toString()).isZero();
        return results.toString();
    }
}
