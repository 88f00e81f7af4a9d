package io.pgretype.shell.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HelpTextTest {

    private static final List<Syntax> COMMANDS = List.of(Syntax.phase("verify", "compares every row"));

    @Test
    void aSingleCommandTakesTheDatabaseAndTheChangesOnItsLine() {
        assertThat(HelpText.of(COMMANDS, false))
                .contains("./pgretype COMMAND [CHANGE] [options]")
                .containsPattern(
                        "with every command, and to open the console:\\R  --url .*\\R.*\\R.*\\R  --changes DIR .*\\R  --help ");
    }

    @Test
    void inTheConsoleTheyStandOnTheLineThatOpensIt() {
        assertThat(HelpText.of(COMMANDS, true))
                .doesNotContain("./pgretype COMMAND")
                .containsPattern("with every command:\\R  --help ")
                .containsPattern(
                        "with ./pgretype, to open the console elsewhere:\\R  --url .*\\R.*\\R.*\\R  --changes DIR ");
    }
}
