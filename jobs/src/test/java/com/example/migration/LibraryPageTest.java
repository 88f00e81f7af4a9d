package com.example.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a stranger copies from the section "As a library" is what {@link LibraryIT} runs. */
class LibraryPageTest {

    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void showsTheApplicationThatIsTested() throws IOException {
        String application = Files.readString(Path.of("src/test/java/com/example/migration/MigrationApplication.java"));
        List<String> shown = JAVA.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();

        assertThat(shown).anySatisfy(code -> assertThat(application).endsWith(code));
    }
}
