package io.pgretype.shell.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.pgretype.change.ChangeFiles;
import io.pgretype.phase.Outcome;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.shell.session.Screen;
import io.pgretype.shell.session.Session;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.shell.core.command.CommandArgument;
import org.springframework.shell.core.command.CommandOption;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.core.command.ParsedInput;

class StrictCommandParserTest {

    private static final Option TO = Option.valued(
            "to",
            "PHASE",
            "where to",
            text -> {
                if (!text.equals("verify")) {
                    throw new IllegalArgumentException("'%s' is no phase".formatted(text));
                }
                return "VERIFIED";
            },
            List.of("verify"));

    @TempDir
    private Path directory;

    private final Session session = Session.oneShot();
    private StrictCommandParser parser;

    @BeforeEach
    void twoChanges() throws Exception {
        Files.writeString(directory.resolve("file-size.yaml"), "");
        Files.writeString(directory.resolve("file-owner.yaml"), "");
        parser = parser(session);
    }

    private StrictCommandParser parser(Session of) {
        return new StrictCommandParser(
                new CommandRegistry(Set.of(
                        new Idle(Syntax.phase("verify", "", Option.flag("repair", ""))),
                        new Idle(Syntax.phase("advance", "", TO)),
                        new Idle(Syntax.phase(
                                "cutover",
                                "",
                                Option.flag("rehearse", ""),
                                Option.valued("times", "N", "", text -> text, List.of())
                                        .beside("rehearse"))),
                        new Idle(Syntax.report("status", "", Argument.CHANGE_OR_ALL, Option.flag("json", ""))),
                        new Idle(Syntax.other("demo", "", Argument.NONE)),
                        new Idle(Syntax.other("lint", "", Argument.FILES, Option.flag("all", ""))),
                        new Idle(Syntax.other("help", "", Argument.COMMAND)),
                        new Idle(Syntax.console("use", "", Argument.CHANGE)))),
                new ChangeFiles(directory),
                of);
    }

    @Test
    void readsCommandChangeAndOptionsInAnyOrder() {
        for (String line : List.of(
                "advance file-size --to verify", "advance --to verify file-size", "advance --to=verify file-size")) {
            ParsedInput input = parser.parse(line);

            assertThat(input.commandName()).isEqualTo("advance");
            assertThat(input.arguments()).containsExactly(new CommandArgument(0, "file-size"));
            assertThat(input.options())
                    .singleElement()
                    .returns("to", CommandOption::longName)
                    .returns("VERIFIED", CommandOption::value);
        }
    }

    @Test
    void keepsAWordWithSpacesWhole() {
        assertThat(parser.parse(List.of("verify", "two words")).arguments())
                .containsExactly(new CommandArgument(0, "two words"));
        assertThat(parser.parse("verify 'two words'").arguments()).containsExactly(new CommandArgument(0, "two words"));
    }

    @Test
    void takesAnyNumberOfFiles() {
        assertThat(parser.parse("lint a.sql --all 'b c.sql' a.sql").arguments())
                .containsExactly(
                        new CommandArgument(0, "a.sql"),
                        new CommandArgument(1, "b c.sql"),
                        new CommandArgument(2, "a.sql"));
        assertThat(parser.parse("lint").arguments()).isEmpty();
    }

    @Test
    void aFileMeansItsChange() {
        String path = directory.resolve("file-size.yaml").toString();

        for (String line : List.of("verify file-size.yaml", "verify " + path, "status " + path)) {
            assertThat(parser.parse(line).arguments()).containsExactly(new CommandArgument(0, "file-size"));
        }
    }

    @Test
    void aFileThatIsAskedForAsOneStaysWhatItIs() {
        assertThat(parser.parse("lint file-size.yaml").arguments())
                .containsExactly(new CommandArgument(0, "file-size.yaml"));
    }

    @Test
    void suggestsTheNearestCommand() {
        assertProblem("verfy file-size", "there is no command 'verfy'", "'verify'");
    }

    @Test
    void refusesAnUnknownOptionAndSuggestsTheNearest() {
        assertProblem(
                "verify file-size --repiar", "'verify' has no option --repiar, did you mean --repair?", "--repair");
        assertProblem("verify file-size -r", "'verify' has no option -r", "verify CHANGE [--repair]");
    }

    @Test
    void aMissingChangeIsAnsweredWithTheChanges() {
        assertProblem("verify", "the changes are file-owner, file-size", "./pgretype verify CHANGE [--repair]");
    }

    @Test
    void refusesWhatIsTooMuch() {
        assertProblem("verify file-size file-owner", "'file-owner' follows 'file-size'", "verify CHANGE");
        assertProblem("demo file-size", "'demo' takes no argument", "./pgretype demo");
        assertProblem("verify file-size --repair --repair", "--repair is given twice", "verify CHANGE");
        assertProblem("verify file-size --repair=yes", "--repair takes no value", "verify CHANGE");
    }

    @Test
    void refusesAMissingOrBadValue() {
        assertProblem("advance file-size --to", "--to needs a value", "[--to PHASE]");
        assertProblem("advance file-size --to=", "--to needs a value", "[--to PHASE]");
        assertProblem("advance file-size --to nonsense", "--to: 'nonsense' is no phase", "[--to PHASE]");
    }

    @Test
    void refusesAnOptionWithoutTheOneItNeeds() {
        assertProblem(
                "cutover file-size --times 3",
                "--times makes sense only with --rehearse",
                "cutover CHANGE [--rehearse] [--times N]");
        assertThat(parser.parse("cutover file-size --times 3 --rehearse").options())
                .extracting(CommandOption::longName)
                .containsExactly("times", "rehearse");
    }

    @Test
    void refusesAnOpenQuote() {
        assertProblem("verify 'file-size", "a quote is not closed", "Close it");
    }

    @Test
    void helpOfACommandWinsOverWhatElseIsOnTheLine() {
        ParsedInput input = parser.parse("verify --nonsense --help");

        assertThat(input.commandName()).isEqualTo("verify");
        assertThat(input.options()).extracting(CommandOption::longName).containsExactly("help");
    }

    @Test
    void nothingOrADashedHelpIsHelp() {
        assertThat(parser.parse(List.of()).commandName()).isEqualTo("help");
        assertThat(parser.parse("--help").commandName()).isEqualTo("help");
        assertThat(parser.parse("-h").commandName()).isEqualTo("help");
    }

    @Test
    void theConsolesCommandsAreRefusedOutsideIt() {
        assertProblem("use file-size", "'use' works in the console only", "./pgretype");
    }

    @Test
    void inTheConsoleTheChangeInUseNeedNotBeNamed() {
        Session console = Session.console();
        console.use("file-size");
        StrictCommandParser inConsole = parser(console);

        assertThat(inConsole.parse("verify").arguments()).containsExactly(new CommandArgument(0, "file-size"));
        assertThat(inConsole.parse("status").arguments()).containsExactly(new CommandArgument(0, "file-size"));
        assertThat(inConsole.parse("status file-owner").arguments())
                .containsExactly(new CommandArgument(0, "file-owner"));
        assertThat(console.addressed()).contains("file-owner");
        assertThatThrownBy(() -> inConsole.parse("use")).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "status --url jdbc:postgresql://h/d?password=sesame,  --url, --url jdbc:postgresql://HOST:PORT/DATABASE",
        "status --url=jdbc:postgresql://h/d?password=sesame,  --url, --url jdbc:postgresql://HOST:PORT/DATABASE",
        "--url jdbc:postgresql://h/d?password=sesame status,  --url, --url jdbc:postgresql://HOST:PORT/DATABASE",
        "status file-size --json --changes sesame,            --changes, --changes DIR",
        "use --changes=sesame,                                --changes, --changes DIR",
        "nonsense --changes sesame,                           --changes, --changes DIR",
    })
    void inTheConsoleItIsTooLateToSayWhereItWorks(String line, String option, String next) {
        assertProblem(
                parser(Session.console()),
                line,
                "'%s' belongs on the line that opens the console".formatted(option),
                next);
        assertThatThrownBy(() -> parser(Session.console()).parse(line)).hasMessageNotContaining("sesame");
    }

    private void assertProblem(String line, String observed, String next) {
        assertProblem(parser, line, observed, next);
    }

    private static void assertProblem(StrictCommandParser parser, String line, String observed, String next) {
        assertThatThrownBy(() -> parser.parse(line))
                .asInstanceOf(type(ProblemException.class))
                .extracting(e -> e.problems().get(0), type(Problem.class))
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ProblemCode.BAD_COMMAND_LINE);
                    assertThat(problem.observed()).contains(observed);
                    assertThat(problem.next()).contains(next);
                });
    }

    private static final class Idle extends OperatorCommand {

        Idle(Syntax syntax) {
            super(
                    syntax,
                    new Screen(
                            new PrintWriter(OutputStream.nullOutputStream()),
                            new PrintWriter(OutputStream.nullOutputStream()),
                            () -> 0));
        }

        @Override
        protected Outcome run(Invocation invocation) {
            return Outcome.done(List.of());
        }
    }
}
