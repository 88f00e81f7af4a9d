package io.pgretype.shell.complete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pgretype.problem.ProblemException;
import io.pgretype.shell.docs.Commands;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands behind an option and cannot be used is a usage error that says what can. */
class BadOptionValuesTest {

    @AutoClose
    private static final Commands COMMANDS = new Commands();

    @ParameterizedTest
    @MethodSource("values")
    void isAUsageError(String line, String option, String value, String takes) {
        List<String> words = Stream.concat(Stream.of(line.split(" ")), Stream.of(option + "=" + value))
                .toList();

        String message = catchThrowableOfType(ProblemException.class, () -> COMMANDS.parse(words))
                .getMessage();

        assertThat(message.lines()).allSatisfy(text -> assertThat(text).hasSizeLessThanOrEqualTo(80));
        assertThat(message.replaceAll("\\R +", " "))
                .startsWith("[bad-command-line]")
                .contains(option)
                .contains(value.isEmpty() ? "needs a value" : "'%s'".formatted(value))
                .containsPattern(value.isEmpty() ? "" : takes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit", "limit file-size --max-lgg 10s", "limit file-size --workers"})
    void repeatsNoUsageThatIsLongerThanALine(String line) {
        assertThatThrownBy(() -> COMMANDS.parse(List.of(line.split(" "))))
                .message()
                .endsWith("  next:     './pgretype limit --help' says what it takes.");
    }

    static Stream<Arguments> values() {
        List<String> never = List.of("abc", "-1", "", " ", "9".repeat(30));
        return Stream.of(
                        Arguments.of("demo", "--rows", "0", "no number of rows from 1 to 999,999,999,999"),
                        Arguments.of("benchmark", "--rows", "0", "no number of rows from 1 to 999,999,999,999"),
                        Arguments.of("benchmark", "--rounds", "100", "no number of rounds from 1 to 99"),
                        Arguments.of("benchmark", "--case", "uuid-3", "no case: sequential, random"),
                        Arguments.of("benchmark", "--method", "0", "no method: alter-table"),
                        Arguments.of("cutover file-size --rehearse", "--times", "101", "no number from 1 to 100"),
                        Arguments.of("advance file-size", "--to", "abandon", "none of expand, backfill"),
                        Arguments.of("lint", "--format", "xml", "none of text, github, sarif"),
                        Arguments.of("lint", "--postgres", "9", "no major version from 14 on, such as 18"),
                        Arguments.of("guard enable", "--above", "10", "not a size such as 512MB, 10GB"),
                        Arguments.of("limit file-size", "--workers", "65", "1 to 64|a number such as 4|too large"),
                        Arguments.of(
                                "limit file-size", "--max-rate", "1.5", "a number of rows a second such as|too large"),
                        Arguments.of("limit file-size", "--max-lag", "10", "a duration such as 100ms, .* up to 3650d"),
                        Arguments.of("limit file-size", "--max-slot-wal", "9999999999TB", "a size such as|too large"),
                        Arguments.of("limit file-size", "--max-archive-wal", "1.5GB", "a size such as|too large"),
                        Arguments.of("limit file-size", "--max-snapshot-age", "9999999999d", "a duration such as"),
                        Arguments.of("limit file-size", "--max-wraparound", "1.5", "a number such as 4|too large"),
                        Arguments.of("limit file-size", "--max-waiting", "1.5", "a number such as 4|too large"),
                        Arguments.of("limit file-size", "--max-slowdown", "150", "a share such as 150%"))
                .flatMap(option -> Stream.concat(never.stream(), Stream.of((String) option.get()[2]))
                        .map(value -> Arguments.of(option.get()[0], option.get()[1], value, option.get()[3])));
    }
}
