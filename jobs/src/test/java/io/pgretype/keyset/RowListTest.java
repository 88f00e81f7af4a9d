package io.pgretype.keyset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many rows' addresses in little memory. */
class RowListTest {

    @Test
    void givesBackWhatItWasGiven() {
        RowList rows = new RowList(1);
        List<String> texts =
                List.of("", "a", "", "Straße", "\u0000", "日本語", "\uD83D\uDC18 elephant", "it's \"a\", {b}\\n", " ", "");
        texts.forEach(text -> rows.add(List.of(text)));

        assertThat(rows.size()).isEqualTo(texts.size());
        assertThat(IntStream.range(0, texts.size()).mapToObj(rows::get).map(address -> address.get(0)))
                .containsExactlyElementsOf(texts);
    }

    @Test
    void growsPastWhereItBegan() {
        RowList rows = new RowList(2);
        String longText = "x".repeat(100_000);
        rows.add(List.of("first", ""));
        rows.add(List.of(longText, longText + longText));
        int many = 20_000;
        IntStream.range(0, many).forEach(row -> rows.add(List.of("key é " + row, Integer.toString(-row))));

        assertThat(rows.size()).isEqualTo(many + 2);
        assertThat(rows.get(0)).containsExactly("first", "");
        assertThat(rows.get(1)).containsExactly(longText, longText + longText);
        assertThat(rows.get(2)).containsExactly("key é 0", "0");
        assertThat(rows.get(many + 1)).containsExactly("key é 19999", "-19999");
    }

    @Test
    void aBatchHasAnArrayForEachColumnOfTheAddress() {
        RowList rows = new RowList(2);
        IntStream.range(0, 10).forEach(row -> rows.add(List.of("a" + row, "b" + row)));

        RowBatch some = rows.batch(new int[] {9, 0, 4});
        assertThat(some.size()).isEqualTo(3);
        assertThat(some.parameters())
                .isEqualTo(new Object[] {new String[] {"a9", "a0", "a4"}, new String[] {"b9", "b0", "b4"}});
        assertThat(rows.all().size()).isEqualTo(10);
    }

    @Test
    void rowsBehindThoseThatAreForgottenStayAsTheyAre() {
        RowList rows = new RowList(2);
        IntStream.range(0, 100).forEach(row -> rows.add(List.of("key é " + row, Integer.toString(row))));
        rows.forget(0);
        rows.forget(97);
        rows.add(List.of("more", "100"));

        assertThat(rows.size()).isEqualTo(4);
        assertThat(rows.all().parameters()).isEqualTo(new Object[] {
            new String[] {"key é 97", "key é 98", "key é 99", "more"}, new String[] {"97", "98", "99", "100"}
        });
        rows.forget(4);
        assertThat(rows.size()).isZero();
    }

    @Test
    void halvesTogetherAreTheWhole() {
        RowBatch batch = RowBatch.of(IntStream.range(0, 5)
                .mapToObj(row -> new Key(List.of("a" + row, "b" + row)))
                .toList());

        assertThat(batch.halves())
                .extracting(RowBatch::parameters)
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(
                        new Object[] {new String[] {"a0", "a1"}, new String[] {"b0", "b1"}},
                        new Object[] {new String[] {"a2", "a3", "a4"}, new String[] {"b2", "b3", "b4"}});
    }
}
