package io.pgretype.shell.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PictureTest {

    private final Results results = Measured.results(
            Measured.of(Method.ALTER_TABLE, 10), Measured.of(Method.BATCHES_2, 40), Measured.of(Method.PGRETYPE_2, 8));

    @Test
    void barsAreAsLongAsTheirSeconds() throws Exception {
        List<Element> bars = elements("rect");

        assertThat(bars).extracting(bar -> bar.getAttribute("class")).containsExactly("", "", "ours");
        int longest = width(bars.get(1));
        assertThat(width(bars.get(0))).isBetween(longest / 4 - 1, longest / 4 + 1);
        assertThat(width(bars.get(2))).isBetween(longest / 5 - 1, longest / 5 + 1);
    }

    @Test
    void saysBesideEachBarWhatItIs() throws Exception {
        assertThat(elements("text"))
                .extracting(Element::getTextContent)
                .contains(
                        "pgretype, 2 workers",
                        "8.0 s, 0.8 × alter table, 400 B of WAL a row",
                        "10.0 s, 500 B of WAL a row");
    }

    @Test
    void staysInsideItsFrame() throws Exception {
        Document document = document();
        int height = Integer.parseInt(document.getDocumentElement().getAttribute("height"));

        assertThat(elements("rect")).allSatisfy(bar -> assertThat(number(bar, "y") + number(bar, "height"))
                .isLessThan(height));
    }

    private Document document() throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Picture.of(results))));
    }

    private List<Element> elements(String name) throws Exception {
        NodeList nodes = document().getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static int width(Element bar) {
        return number(bar, "width");
    }

    private static int number(Element element, String attribute) {
        return Integer.parseInt(element.getAttribute(attribute));
    }
}
