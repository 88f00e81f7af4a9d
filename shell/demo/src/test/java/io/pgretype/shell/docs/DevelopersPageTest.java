package io.pgretype.shell.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.testkit.Floors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page for developers speaks of the packages that there are. */
class DevelopersPageTest {

    @Test
    void hasOneLineForEveryPackageAndNoOther() {
        assertThat(Floors.ofThePage().packages())
                .containsExactlyInAnyOrderElementsOf(Stream.of("jobs", "jobs/lint", "shell", "shell/demo")
                        .flatMap(DevelopersPageTest::packages)
                        .toList());
    }

    private static Stream<String> packages(String module) {
        Path sources = Document.file(module).resolve("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(file -> sources.relativize(file.getParent()).toString().replace('/', '.'))
                    .distinct()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
