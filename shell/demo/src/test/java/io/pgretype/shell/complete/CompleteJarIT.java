package io.pgretype.shell.complete;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.shell.JarContents;
import io.pgretype.shell.ShellProcess;
import io.pgretype.shell.ShellProcess.Ending;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that the launcher runs: the operators' commands, the demo's and the benchmark's, and a server for these. */
class CompleteJarIT {

    /** Nothing listens there, so whatever needs a database fails at once. */
    private static final Map<String, String> NO_DATABASE = Map.of("PGHOST", "localhost", "PGPORT", "1");

    @TempDir
    private Path directory;

    @Test
    void holdsAServer() throws Exception {
        assertThat(JarContents.ofThisModule().stream().filter(JarContents::isOfAServer))
                .isNotEmpty();
    }

    @Test
    void helpOffersAllCommandsInTheirOrder() throws Exception {
        Ending help = run("help");

        assertThat(help.status()).isZero();
        assertThat(help.output())
                .containsSubsequence(
                        "\n  plan ",
                        "\n  expand ",
                        "\n  guard ",
                        "\n  demo ",
                        "\n  benchmark ",
                        "\n  help ",
                        "\n  quit ");
        assertThat(help.error()).isEmpty();
    }

    @Test
    void aLineThatIsNotUnderstoodIsStatusTwoAndSaysWhatToType() throws Exception {
        Ending ending = run("demo", "--rows", "x");

        assertThat(ending.status()).isEqualTo(2);
        assertThat(ending.output()).isEmpty();
        assertThat(ending.error())
                .startsWith("[bad-command-line]")
                .contains("--rows: 'x' is no number of rows", "next:");
    }

    private Ending run(String... words) throws Exception {
        return ShellProcess.run(directory, NO_DATABASE, words);
    }
}
