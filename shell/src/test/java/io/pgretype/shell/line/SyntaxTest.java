package io.pgretype.shell.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SyntaxTest {

    private static final Syntax ADVANCE = Syntax.phase(
            "advance",
            "runs what is missing",
            Option.valued("to", "PHASE", "the last one", UnaryOperator.identity(), List.of()),
            Option.flag("quick", "do not wait"));

    @Test
    void usageShowsWhatMayStandOnTheLine() {
        assertThat(ADVANCE.usage()).isEqualTo("advance CHANGE [--to PHASE] [--quick]");
        assertThat(Syntax.report("status", "", Argument.CHANGE_OR_ALL).usage()).isEqualTo("status [CHANGE]");
        assertThat(Syntax.console("quit", "", Argument.NONE).usage()).isEqualTo("quit");
    }

    @Test
    void helpExplainsTheOptions() {
        assertThat(ADVANCE.help()).isEqualToNormalizingNewlines("""
                        usage: ./pgretype advance CHANGE [--to PHASE] [--quick]

                          runs what is missing

                          --to PHASE     the last one
                          --quick        do not wait""");
    }

    @Test
    void anExampleStandsBelowTheOptions() {
        assertThat(ADVANCE.withExample("./pgretype advance sizes --quick\nand then this")
                        .help())
                .endsWith(
                        "--quick        do not wait\n\nfor example:\n  ./pgretype advance sizes --quick\n  and then this");
    }

    @Test
    void theListIsGroupedAndAligned() {
        List<Syntax> commands =
                List.of(ADVANCE, Syntax.phase("plan", "looks"), Syntax.other("help", "this", Argument.COMMAND));

        assertThat(HelpText.of(commands, false)).containsIgnoringNewLines("""
                        phases, in their order:
                          advance CHANGE  runs what is missing
                          plan CHANGE     looks

                        others:
                          help [COMMAND]  this
                        """);
    }

    @Test
    void optionsAreBelowEachOtherAndNoLineIsWide() {
        Option[] options = Stream.of("max-lag", "max-rate", "max-snapshot-age", "workers")
                .map(name -> Option.valued(name, "VALUE", "enough, ".repeat(7), UnaryOperator.identity(), List.of()))
                .toArray(Option[]::new);

        assertThat(Syntax.live("limit", "sets limits", Argument.CHANGE, options).help())
                .isEqualToNormalizingNewlines("""
                        usage: ./pgretype limit CHANGE [--max-lag VALUE] [--max-rate VALUE]
                                                [--max-snapshot-age VALUE] [--workers VALUE]

                          sets limits

                          --max-lag VALUE          enough, enough, enough, enough, enough, enough,
                                                   enough,
                          --max-rate VALUE         enough, enough, enough, enough, enough, enough,
                                                   enough,
                          --max-snapshot-age VALUE enough, enough, enough, enough, enough, enough,
                                                   enough,
                          --workers VALUE          enough, enough, enough, enough, enough, enough,
                                                   enough,""");
    }
}
