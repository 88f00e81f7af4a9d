package io.pgretype.shell.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pgretype.ledger.PhaseCommand;
import io.pgretype.shell.session.CurrentRun;
import io.pgretype.shell.session.Screen;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DemoRunIT {

    private final StringWriter results = new StringWriter();
    private final StringWriter notices = new StringWriter();
    private final Screen screen = new Screen(new PrintWriter(results), new PrintWriter(notices), () -> 0);
    private final CurrentRun currentRun = new CurrentRun();

    @Test
    void changesTheTypeUnderTrafficAndProvesIt() throws IOException {
        int status = run(SqlPhases.opener());

        assertThat(status).as(results.toString()).isZero();
        assertThat(results.toString())
                .contains("insert of file_size = 3000000000: ERROR: integer out of range")
                .containsPattern("expand .* lock on the table: waited 3 ms, held 2 ms, 1 attempt")
                .containsPattern("rollback .* lock on the table: waited 7 ms, held 6 ms, 1 attempt")
                .containsPattern("cutover again .* lock on the table: waited 80 ms, held 4 ms, 2 attempts")
                .containsPattern("20,000 rows changed from integer to bigint in .* s:\\n +0 mismatches, 0 errors")
                .containsPattern("\\ncutover +[0-9,]+ +0 .* 120 ms +4 ms\\n")
                .containsPattern("\\nrollback +[0-9,]+ +0 .* 7 ms +6 ms\\n")
                .contains("the lock on the table came after up to 120 ms")
                .contains("was held up to 6 ms")
                .contains("  0 times with autosave=conservative (as recommended)\n")
                .containsPattern("[1-9][0-9]* times with autosave=never: expand \\d+, cutover \\d+, rollback \\d+,"
                        + " cutover again \\d+, contract \\d+\n")
                .contains("A file_size of 3000000000 can be stored now");
        Matcher page =
                Pattern.compile("All of it as a page, with charts: (\\S+)").matcher(results.toString());
        assertThat(page.find()).isTrue();
        assertThat(Path.of(page.group(1))).content().startsWith("<!doctype html>");
        Files.delete(Path.of(page.group(1)));
        assertThat(directory()).doesNotExist();
    }

    @Test
    void failsIfTheApplicationReadsOtherValuesThanItWrote() {
        int status = run(SqlPhases.sabotaging(PhaseCommand.BACKFILL));

        assertThat(status).isEqualTo(5);
        assertThat(results.toString()).contains("[wrong] row");
    }

    @Test
    void stopsAtAPhaseThatIsRefusedAndSaysWhy() {
        int status = run(SqlPhases.sabotaging(PhaseCommand.HARDEN));

        assertThat(status).isEqualTo(3);
        assertThat(results.toString()).contains("[soaking] No.").doesNotContain("cutover");
        assertThat(directory()).doesNotExist();
    }

    @Test
    void leavesNothingBehindWhenItIsInterrupted() throws Exception {
        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> run(SqlPhases.opener()));
        await().atMost(Duration.ofMinutes(1)).until(() -> results.toString().contains("alone:"));
        currentRun.requestStop();

        assertThat(status.get(30, TimeUnit.SECONDS)).isEqualTo(4);
        assertThat(notices.toString()).contains("interrupted");
        assertThat(directory()).doesNotExist();
    }

    private int run(PhaseDriver.Opener opener) {
        return new DemoRun(opener, screen, currentRun).run(new DemoOptions(ScenarioName.COLUMN, 20_000, false));
    }

    private Path directory() {
        Matcher directory = Pattern.compile("data in (\\S+)").matcher(results.toString());
        assertThat(directory.find()).isTrue();
        return Path.of(directory.group(1));
    }
}
