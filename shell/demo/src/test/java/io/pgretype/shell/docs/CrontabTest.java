package io.pgretype.shell.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.scheduling.support.CronExpression;

/** What an operator copies into a crontab from the runbook is read by cron and by the program. */
class CrontabTest {

    private static final Pattern LINE = Pattern.compile("((?:[0-9*/,-]+\\s+){5})(\\S.*)");

    @AutoClose
    private static final Commands COMMANDS = new Commands();

    /** @param fields minute, hour, day, month, day of the week */
    record Line(String fields, String command) {}

    static Stream<Line> lines() {
        return Document.RUNBOOK.code().stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> new Line(line.group(1).strip(), line.group(2)));
    }

    @Test
    void oneLineLeavesTheHoursToTheWindowAndOneHasATimeLimit() {
        assertThat(lines().map(Line::command))
                .hasSize(2)
                .anyMatch(command -> command.contains("--stop-after"))
                .anyMatch(command -> !command.contains("--stop-after"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void cronAndTheProgramReadIt(Line line) {
        assertThatCode(() -> CronExpression.parse("0 " + line.fields())).doesNotThrowAnyException();
        // To cron it is the end of the line.
        assertThat(line.command()).doesNotContain("%");
        List<List<String>> calls = CommandLine.calls(line.command()).toList();
        assertThat(calls).singleElement().satisfies(words -> {
            assertThat(words).startsWith("advance");
            COMMANDS.parse(words);
        });
    }
}
