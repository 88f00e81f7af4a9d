package io.pgretype.shell.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.pgretype.change.Limit;
import io.pgretype.problem.ProblemCode;
import io.pgretype.shell.docs.Document.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator finds every code in the runbook, and types nothing from it that the program does not take. */
class RunbookTest {

    private static final List<Section> SECTIONS = Document.RUNBOOK.sections(3);

    private static final Pattern SERIES = Pattern.compile("pgretype_[a-z_]+[a-z]");

    @AutoClose
    private static final Commands COMMANDS = new Commands();

    @Test
    void hasOneHeadingForEveryCodeAndNoOther() {
        assertThat(SECTIONS.stream().map(Section::heading))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemCode.values())
                        .map(ProblemCode::key)
                        .toList());
    }

    @Test
    void explainsEverySignalThatHolds() {
        Stream<String> limited = Arrays.stream(Limit.values())
                .filter(limit -> limit != Limit.WORKERS && limit != Limit.MAX_RATE)
                .map(Limit::key);
        assertThat(Document.RUNBOOK.sections(4).stream().map(Section::heading))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(limited, Stream.of("paused")).toList());
    }

    @ParameterizedTest
    @EnumSource
    void saysTheExitStatusOfEveryCode(ProblemCode code) {
        assertThat(SECTIONS.stream()
                        .filter(section -> section.heading().equals(code.key()))
                        .map(Section::text))
                .allSatisfy(text -> assertThat(text)
                        .startsWith(
                                "Exit status %d.".formatted(code.exitStatus().number())));
    }

    @Test
    void linksToHeadingsThatExist() {
        assertThat(Document.ALL.stream().flatMap(document -> Link.of(document).stream()))
                .isNotEmpty()
                .allSatisfy(
                        link -> assertThat(link.isAlive()).as(link.toString()).isTrue());
    }

    @ParameterizedTest
    @MethodSource("commandLines")
    void showsOnlyCommandLinesThatTheProgramTakes(CommandLine line) {
        if (!line.ownWords().isEmpty()) {
            assertThatCode(() -> COMMANDS.parse(line.ownWords()))
                    .as(line.toString())
                    .doesNotThrowAnyException();
        }
    }

    static Stream<CommandLine> commandLines() {
        return Document.ALL.stream().flatMap(CommandLine::of).distinct();
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker/alerts.yaml", "docker/grafana.json"})
    void tellsOfEverySeriesThatIsAskedFor(String file) throws IOException {
        String runbook = Files.readString(Document.file("runbook.md"));
        assertThat(SERIES.matcher(Files.readString(Document.file(file))).results())
                .isNotEmpty()
                .allSatisfy(
                        series -> assertThat(runbook).contains(series.group().replaceFirst("_bucket$", "")));
    }

    @Test
    void explainsEveryAlert() throws IOException {
        String runbook = Files.readString(Document.file("runbook.md"));
        assertThat(Pattern.compile("alert: (\\w+)")
                        .matcher(Files.readString(Document.file("docker/alerts.yaml")))
                        .results())
                .hasSizeGreaterThan(3)
                .allSatisfy(alert -> assertThat(runbook).contains("| `%s` |".formatted(alert.group(1))));
    }

    @Test
    void showsEveryCommand() {
        String code = Document.ALL.stream()
                .flatMap(document -> document.code().stream())
                .collect(Collectors.joining("\n"));
        assertThat(COMMANDS.names()).hasSizeGreaterThan(10).allSatisfy(name -> assertThat(code)
                .containsPattern("(^|\\s)%s(\\s|$)".formatted(name)));
    }
}
