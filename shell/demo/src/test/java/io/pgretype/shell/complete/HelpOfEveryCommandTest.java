package io.pgretype.shell.complete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.pgretype.shell.docs.Commands;
import io.pgretype.shell.line.HelpText;
import io.pgretype.shell.line.OperatorCommand;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each command's help has an example that can be typed, and fits the narrowest terminal. */
class HelpOfEveryCommandTest {

    private static final String PROGRAM = "./pgretype ";

    @AutoClose
    private static final Commands COMMANDS = new Commands();

    static Stream<OperatorCommand> commands() {
        return COMMANDS.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void hasOneOrTwoExamplesThatAreCommandLines(String name) {
        List<String> examples = command(name).syntax().example().lines().toList();

        assertThat(examples)
                .hasSizeBetween(1, 2)
                .anySatisfy(example ->
                        assertThat(example.replace(PROGRAM, "").split(" ")[0]).isEqualTo(name))
                .allSatisfy(example ->
                        assertThatCode(() -> parse(example)).as(example).doesNotThrowAnyException());
    }

    private static void parse(String example) {
        String line = example.replaceFirst("\\s+#.*", "");
        if (line.startsWith(PROGRAM)) {
            COMMANDS.parse(Arrays.asList(line.substring(PROGRAM.length()).split(" ")));
        } else {
            COMMANDS.parseInConsole(line);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void fits80Columns(String name) {
        assertFits(command(name).getHelp());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theListOfAllFits80Columns(boolean inConsole) {
        assertFits(HelpText.of(commands().map(OperatorCommand::syntax).toList(), inConsole));
    }

    private static void assertFits(String text) {
        assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void isAboutAllOfThem() {
        assertThat(names()).contains("plan", "guard", "quit", "demo");
    }

    static Stream<String> names() {
        return commands().map(OperatorCommand::getName);
    }

    private static OperatorCommand command(String name) {
        return commands()
                .filter(command -> command.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
