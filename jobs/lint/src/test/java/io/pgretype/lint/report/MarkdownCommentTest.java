package io.pgretype.lint.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownCommentTest {

    @Test
    void fitsIntoAComment() {
        var many = new Verdict(
                "18.6", List.of(Path.of("a.sql")), 900, Collections.nCopies(900, Samples.RETYPED), List.of());

        String comment = Format.MARKDOWN.render(many, false);

        assertThat(comment).hasSizeLessThan(65_536).containsPattern("\\d+ more are in the log");
    }

    @Test
    void theTextsOfOthersStayTexts() {
        String comment = Format.MARKDOWN.render(Samples.ALL, false);

        assertThat(comment).contains("````sql").contains("@<!-- -->everyone").contains("\\<b\\>bold\\</b\\>");
    }
}
