package io.pgretype.shell.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BadLineTest {

    private static final String COMMAND = "'./pgretype cutover file-size --rehearse'";

    @Test
    void isWrappedAndWhatIsToBeTypedIsNot() {
        assertThat(text(new BadLine("many words, ".repeat(8), "Type something else, or if you will " + COMMAND)))
                .isEqualToNormalizingNewlines("""
                        [bad-command-line] The command line is not understood.
                          observed: many words, many words, many words, many words, many words, many
                                    words, many words, many words,
                          state:    Nothing was changed.
                          next:     Type something else, or if you will
                                    './pgretype cutover file-size --rehearse'""");
    }

    @Test
    void aCommandAtTheEndIsOneLineHoweverLong() {
        String command = "./pgretype init --table '\"My Shop\".\"Order Items\"' --column '\"File Size\"' --type bigint";

        assertThat(text(new BadLine("--type is missing", "Type: " + command)).lines())
                .endsWith("  next:     Type:", "            " + command);
    }

    @Test
    void linesOfItsOwnStayAsTheyAre() {
        String long80 = "x ".repeat(40) + "\n            y";

        assertThat(text(new BadLine("it is wrong", long80))).endsWith(long80);
    }

    private static String text(BadLine line) {
        return line.problem().problems().get(0).text();
    }
}
