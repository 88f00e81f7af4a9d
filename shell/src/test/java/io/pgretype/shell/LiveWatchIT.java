package io.pgretype.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pgretype.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code watch} on a real pseudo-terminal. */
@EnabledOnOs(OS.LINUX)
class LiveWatchIT {

    private static final String OTHER_SCREEN = "\u001b[?1049h";
    private static final String MAIN_SCREEN = "\u001b[?1049l";
    private static final String CURSOR_HIDDEN = "\u001b[?25l";
    private static final String CURSOR_SHOWN = "\u001b[?25h";
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*3[0-7][0-9;]*m");
    private static final String FOOTER = "q leaves; the change goes on.";
    private static final int TERMINATED = 128 + 15;

    @TempDir
    private Path directory;

    private TestDatabase database;

    @BeforeEach
    void aChange() throws Exception {
        database = TestDatabase.create();
        database.execute("create table file (id bigint primary key, size integer)");
        ShellProcess.writeChange(directory, "file-size", "table: file\ncolumns: {size: {type: bigint}}\n");
        assertThat(ShellProcess.run(directory, database.environment(), "expand", "file-size")
                        .status())
                .isZero();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void fillsTheScreenAndLeavesItWithQAsItWas() throws Exception {
        try (TerminalProcess watch = watch(Map.of())) {
            watch.awaitScreen("expand ended");
            awaitLaterReading(watch);
            List<String> screen = watch.screen();
            assertThat(screen.get(0)).isEqualTo("file-size  public.file.size  integer → bigint");
            assertThat(screen.get(1))
                    .isEqualTo("✓ planned ✓ expanded ▸ backfilled · hardened · verified · cut over · contracted");
            assertThat(screen.get(23)).startsWith(FOOTER);
            assertThat(screen).contains("nothing runs; next: backfill", "nobody waits for a lock on its tables");
            assertThat(COLOUR.matcher(watch.written()).find()).isTrue();
            assertThat(watch.settings()).contains("-icanon", "-echo");

            watch.type("q");

            assertThat(watch.status()).isZero();
            assertThat(watch.written())
                    .containsSubsequence(OTHER_SCREEN, CURSOR_HIDDEN, MAIN_SCREEN, "phase       expanded");
            assertThat(watch.written().lastIndexOf(CURSOR_SHOWN))
                    .isGreaterThan(watch.written().lastIndexOf(CURSOR_HIDDEN));
            // Only what changes is written: the screen is cleared once, and the title is drawn once.
            assertThat(watch.written().split(Pattern.quote("integer → bigint"), -1))
                    .hasSize(3);
            assertThat(watch.written().split("\u001b\\[H\u001b\\[2J", -1)).hasSize(2);
        }
    }

    @Test
    void leavesWithCtrlC() throws Exception {
        try (TerminalProcess watch = watch(Map.of())) {
            watch.awaitScreen(FOOTER);

            watch.type("\u0003");

            assertThat(watch.status()).isZero();
            assertThat(watch.written()).containsSubsequence(OTHER_SCREEN, MAIN_SCREEN, "phase       expanded");
        }
    }

    @Test
    void afterSigtermTheTerminalIsAsItWas() throws Exception {
        try (TerminalProcess watch = watch(Map.of())) {
            watch.awaitScreen(FOOTER);

            watch.terminate();

            assertThat(watch.status()).isEqualTo(TERMINATED);
            assertThat(watch.written())
                    .containsSubsequence(OTHER_SCREEN, CURSOR_HIDDEN, MAIN_SCREEN, "phase       expanded");
            assertThat(watch.written().lastIndexOf(CURSOR_SHOWN))
                    .isGreaterThan(watch.written().lastIndexOf(CURSOR_HIDDEN));
        }
    }

    @Test
    void hasNoColoursForThoseWhoWantNone() throws Exception {
        try (TerminalProcess watch = watch(Map.of("NO_COLOR", "1"))) {
            watch.awaitScreen("✓ planned ✓ expanded ▸ backfilled");
            watch.type("q");

            assertThat(watch.status()).isZero();
            assertThat(COLOUR.matcher(watch.written()).find()).isFalse();
        }
    }

    @Test
    void followsTheTerminalsSize() throws Exception {
        try (TerminalProcess watch = watch(Map.of())) {
            watch.awaitScreen(FOOTER);

            watch.resize(60, 12);

            watch.awaitScreen("✓ expanded ▸ backfilled (2 of 7 done)");
            assertThat(watch.screen()).hasSize(12);
            assertThat(watch.screen().get(11)).startsWith(FOOTER);
            watch.type("q");
            assertThat(watch.status()).isZero();
        }
    }

    @Test
    void endsWithTheChange() throws Exception {
        try (TerminalProcess watch = watch(Map.of())) {
            watch.awaitScreen(FOOTER);
            assertThat(ShellProcess.run(directory, database.environment(), "abandon", "file-size")
                            .status())
                    .isZero();

            assertThat(watch.status()).isZero();
            assertThat(watch.written()).containsSubsequence(OTHER_SCREEN, MAIN_SCREEN, "phase       abandoned");
        }
    }

    @Test
    void inTheConsoleItGivesThePromptBack() throws Exception {
        try (TerminalProcess console = TerminalProcess.start(directory, database.environment())) {
            console.awaitScreen("pgretype>");
            console.type("watch file-size\r");
            console.awaitScreen(FOOTER);
            console.type("q");
            console.awaitScreen("phase       expanded");
            console.type("watch file-size\r");
            console.awaitScreen(FOOTER);
            console.type("\u0003");
            console.awaitScreen("phase       expanded");
            console.type("status\r");
            console.awaitScreen("CHANGE");
            console.type("quit\r");

            assertThat(console.status()).isZero();
            assertThat(console.written())
                    .containsSubsequence(OTHER_SCREEN, MAIN_SCREEN, OTHER_SCREEN, MAIN_SCREEN, "CHANGE");
        }
    }

    private TerminalProcess watch(Map<String, String> variables) throws Exception {
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.putAll(variables);
        return TerminalProcess.start(directory, environment, "watch", "file-size");
    }

    /** Its time is in the last line. */
    private static void awaitLaterReading(TerminalProcess watch) {
        String last = watch.screen().get(23);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !watch.screen().get(23).equals(last));
    }
}
