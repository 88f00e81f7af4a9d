package io.pgretype.lint.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.lint.rule.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** After a change of a rule, run it with {@code -Dgolden.write} and look at the difference. */
class RulesPageTest {

    private static final Path PAGE = Path.of("rules.md");

    @Test
    void saysWhatTheRulesSay() throws IOException {
        String page = RulesPage.of(Rules.all());
        if (System.getProperty("golden.write") != null) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }
}
