package io.pgretype.lint.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TokensTest {

    @Test
    void areWordsNamesStringsAndOtherCharacters() {
        Statement statement = new Statement(
                "ALTER TABLE \"My \"\"T\".x /* /* no */ */ ADD n1 text DEFAULT E'it\\'s' -- end\n, a = $q$ ; $q$",
                1,
                List.of());

        assertThat(statement.tokens())
                .containsExactly(
                        "alter",
                        "table",
                        "\"My \"\"T\"",
                        ".",
                        "x",
                        "add",
                        "n1",
                        "text",
                        "default",
                        "E'it\\'s'",
                        ",",
                        "a",
                        "=",
                        "$q$ ; $q$");
    }

    @Test
    void aDollarThatQuotesNothingIsACharacter() {
        assertThat(new Statement("select $1", 1, List.of()).tokens()).containsExactly("select", "$", "1");
    }
}
