package io.pgretype.lint.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextReportTest {

    @Test
    void keepsTo80Columns() {
        assertThat(Format.TEXT.render(Samples.ALL, false).lines())
                .allSatisfy(line ->
                        assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(80));
    }

    @Test
    void coloursChangeNothingElse() {
        assertThat(Format.TEXT.render(Samples.ALL, true).replaceAll("\u001b\\[[0-9;]*m", ""))
                .isEqualTo(Format.TEXT.render(Samples.ALL, false));
    }

    @Test
    void noLineOfOthersBeginsAsACommandOfGithubsRunner() {
        assertThat(Format.TEXT.render(Samples.ALL, false).lines())
                .noneMatch(line -> line.strip().startsWith("::") || line.contains("\u001b"));
    }

    @Test
    void saysThatNothingWasFoundInHowMuch() {
        assertThat(Format.TEXT.render(Samples.NOTHING, false))
                .isEqualTo("Nothing found in 1 file, 2 statements tried on PostgreSQL 18.6.\n");
    }

    @Test
    void showsNoPassword() {
        for (Format format : Format.values()) {
            assertThat(format.render(Samples.ALL, false)).doesNotContain("very secret");
        }
    }
}
