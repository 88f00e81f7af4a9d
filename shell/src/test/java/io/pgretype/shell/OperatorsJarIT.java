package io.pgretype.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.shell.ShellProcess.Ending;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that the image for operators is made of: what they run, and nothing else. */
class OperatorsJarIT {

    @TempDir
    private Path directory;

    @Test
    void holdsTheProgramAndNoServer() throws Exception {
        List<String> contents = JarContents.ofThisModule();

        assertThat(contents).contains("BOOT-INF/classes/io/pgretype/shell/Pgretype.class");
        assertThat(contents.stream().filter(JarContents::isOfAServer)).isEmpty();
    }

    @Test
    void holdsNothingOfDemoAndBenchmark() throws Exception {
        assertThat(JarContents.ofThisModule().stream()
                        .filter(name -> name.matches(".*io/pgretype/shell/(demo|traffic|benchmark|complete)/.*")))
                .isEmpty();
    }

    @Test
    void helpOffersWhatIsInItOnly() throws Exception {
        assertThat(run("help").output()).contains("plan CHANGE").doesNotContain("demo", "benchmark");
    }

    @Test
    void aCommandThatIsNotInItIsAUsageError() throws Exception {
        for (String command : new String[] {"demo", "benchmark"}) {
            Ending ending = run(command);

            assertThat(ending.status()).isEqualTo(2);
            assertThat(ending.error()).startsWith("[bad-command-line]").contains("'%s'".formatted(command), "help");
        }
    }

    private Ending run(String... words) throws Exception {
        return ShellProcess.run(directory, Map.of(), words);
    }
}
