package io.pgretype.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeFilesTest {

    @TempDir
    private Path directory;

    private ChangeFiles files;

    @BeforeEach
    void aChange() throws IOException {
        files = new ChangeFiles(Files.createDirectory(directory.resolve("changes")));
        write("changes/sizes.yaml");
    }

    @Test
    void aFileOfTheDirectoryMeansItsChange() {
        Path path = directory.resolve("changes/sizes.yaml");

        assertThat(files.named("sizes")).isEqualTo("sizes");
        assertThat(files.named("sizes.yaml")).isEqualTo("sizes");
        assertThat(files.named(path.toString())).isEqualTo("sizes");
        assertThat(files.named(directory + "/changes/../changes/sizes.yaml")).isEqualTo("sizes");
    }

    @Test
    void anyOtherFileMeansNone() throws IOException {
        write("sizes.yaml");
        String elsewhere = directory.resolve("sizes.yaml").toString();

        assertThat(files.named(elsewhere)).isEqualTo(elsewhere);
        assertThat(files.named("others.yaml")).isEqualTo("others.yaml");
        assertThat(files.named(".yaml")).isEqualTo(".yaml");
        assertThat(files.named("no/such/sizes.yaml")).isEqualTo("no/such/sizes.yaml");
    }

    @Test
    void aFileThatEndsInYmlIsToBeRenamed() throws IOException {
        write("changes/owners.yml");

        Problem problem = problem(files.named("owners.yml"));

        assertThat(problem.observed()).endsWith("there is %s/owners.yml".formatted(files.directory()));
        assertThat(problem.next())
                .isEqualTo(
                        "Rename it to owners.yaml: mv %1$s/owners.yml %1$s/owners.yaml".formatted(files.directory()));
        assertThat(problem("owners")).isEqualTo(problem);
    }

    /** Which of the two is meant, nobody can know. */
    @Test
    void aFileThatEndsInYmlBesideTheRightOneMeansNone() throws IOException {
        write("changes/sizes.yml");

        assertThat(files.named("sizes.yml")).isEqualTo("sizes.yml");
    }

    private Problem problem(String name) {
        return catchThrowableOfType(ProblemException.class, () -> files.read(name))
                .problems()
                .get(0);
    }

    private void write(String file) throws IOException {
        Files.writeString(directory.resolve(file), "");
    }
}
