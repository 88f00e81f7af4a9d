package io.pgretype.lint.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class JunitXmlTest {

    @Test
    void countsWhatItHolds() throws Exception {
        Document document = parse(Samples.ALL);

        assertThat(document.getDocumentElement().getAttribute("tests")).isEqualTo("5");
        assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(5);
        assertThat(document.getDocumentElement().getAttribute("failures")).isEqualTo("3");
        assertThat(document.getElementsByTagName("failure").getLength()).isEqualTo(3);
        assertThat(document.getElementsByTagName("skipped").getLength()).isEqualTo(1);
    }

    @Test
    void everyXmlParserReadsTheTextsOfOthers() throws Exception {
        Document document = parse(Samples.ALL);

        assertThat(document.getElementsByTagName("failure").item(2).getTextContent())
                .contains("]]> ``` </details> <script>", "\\u{1b}[31mred", "a\\u{0}b \uD83D\uDE00 é");
    }

    @Test
    void aFileWithoutFindingsHasPassed() throws Exception {
        assertThat(parse(Samples.NOTHING).getElementsByTagName("testcase").getLength())
                .isEqualTo(1);
        assertThat(parse(Samples.NOTHING).getElementsByTagName("failure").getLength())
                .isZero();
    }

    private static Document parse(Verdict verdict) throws Exception {
        String xml = Format.JUNIT.render(verdict, false);
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
}
