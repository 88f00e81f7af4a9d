package io.pgretype.lint.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a newcomer copies from the page works. */
class ReadmeTest {

    private static final Pattern SETTINGS = Pattern.compile("```yml\n(migrations: .*?)```", Pattern.DOTALL);

    @Test
    void theSettingsFilesCanBeReadAndOneHasAllKeys() throws IOException {
        List<LintSettings> shown = SETTINGS.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(block -> SettingsFile.parse("README.md", block.group(1)))
                .toList();

        assertThat(shown).hasSizeGreaterThan(1).anySatisfy(settings -> {
            assertThat(settings).hasNoNullFieldsOrProperties();
            assertThat(settings.base()).isPresent();
            assertThat(settings.tool()).isPresent();
            assertThat(settings.placeholders()).isNotEmpty();
            assertThat(settings.schema()).isPresent();
            assertThat(settings.postgres()).isPresent();
            assertThat(settings.stats()).isPresent();
            assertThat(settings.statements()).isPresent();
            assertThat(settings.lockTimeout()).isPresent();
        });
    }
}
