package io.pgretype.shell.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void areSeparatedBySpaces() {
        assertThat(Words.of("  status \t file-size  ")).containsExactly("status", "file-size");
        assertThat(Words.of("   ")).isEmpty();
    }

    @Test
    void quotesKeepSpacesAndTheOtherQuote() {
        assertThat(Words.of("a 'b c' \"d 'e'\" ''")).containsExactly("a", "b c", "d 'e'", "");
        assertThat(Words.of("--to='cut over'")).containsExactly("--to=cut over");
    }

    @Test
    void anOpenQuoteIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Words.of("plan 'a"));
    }
}
