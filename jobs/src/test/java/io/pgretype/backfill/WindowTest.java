package io.pgretype.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.keyset.RowBatch;
import io.pgretype.keyset.RowList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stripes reorder the rows of a window, and lose none. */
class WindowTest {

    private static final List<String> END = List.of("end");

    @Test
    void aStripeTakesEverySoManiethRow() {
        Window window = window(1_000, 2);
        assertThat(numbers(window.next(3))).containsExactly(0, 2, 4);
        assertThat(window.stripe()).isZero();
        while (window.stripe() == 0) {
            window.next(400);
        }
        assertThat(numbers(window.next(2))).containsExactly(1, 3);
    }

    @Test
    void aChunkNeverSpansTwoStripes() {
        Window window = window(10_000, 7);
        for (RowBatch batch = window.next(999); batch != null; batch = window.next(999)) {
            assertThat(numbers(batch).stream().map(row -> row % 7).distinct()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1, 9",
        "2, 2",
        "99, 100",
        "100, 30",
        "400, 30",
        "401, 30",
        "1199, 3",
        "10000, 1",
        "10000, 7",
        "5000, 226"
    })
    void everyRowComesOnceWhateverAChunkHas(int size, int stripes) {
        for (int wanted : new int[] {1, 2, 3, 10, 99, 100, 101, 1_000, 50_000}) {
            assertThat(all(window(size, stripes), () -> wanted)).isEqualTo(everyRow(size));
        }
    }

    @ParameterizedTest
    @CsvSource({"1000, 1", "3000, 4", "7777, 30", "20000, 5"})
    void everyRowComesOnceThoughChunksChange(int size, int stripes) {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            assertThat(all(window(size, stripes), () -> 1 + random.nextInt(random.nextInt(size) + 1)))
                    .as("seed %d", seed)
                    .isEqualTo(everyRow(size));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "4000, 10", "1200, 3", "2410, 6"})
    void everyRowComesOnceWhenStripesAreGivenUpAtAnyInstant(int size, int stripes) {
        int chunks = chunks(window(size, stripes), 97);
        for (int instant = 0; instant <= chunks; instant++) {
            Window window = window(size, stripes);
            int[] left = {instant};
            assertThat(all(window, () -> {
                        if (left[0]-- == 0) {
                            window.giveUpStripes();
                        }
                        return 97;
                    }))
                    .as("given up before chunk %d", instant)
                    .isEqualTo(everyRow(size));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1000, 1", "3000, 4", "7777, 30", "40000, 30", "100000, 5"})
    void everyRowThatIsReadComesOnce(int size, int stripes) {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            Numbers rows = new Numbers(size, seed);
            Window window = new Window(rows, new Layout(stripes, 50_000));
            IntSupplier wishes = () -> 1 + random.nextInt(random.nextInt(size) + 1);
            assertThat(all(window, wishes))
                    .as("seed %d", seed)
                    .isEqualTo(everyRow(rows.list().size()));
            assertThat(rows.list().size()).as("seed %d", seed).isGreaterThanOrEqualTo(Math.min(size, 50_000));
        }
    }

    @Test
    void rowsAreReadAsTheFirstStripePassesOverThem() {
        Numbers rows = new Numbers(1_000_000, 1);
        Window window = new Window(rows, new Layout(30, 400_000));
        for (int chunk = 1; chunk <= 10; chunk++) {
            assertThat(numbers(window.next(1_000))).hasSize(1_000);
            assertThat(rows.list().size()).isBetween(chunk * 30_000, chunk * 30_000 + 20_000);
        }
        assertThat(window.hasRoom()).isFalse();
    }

    @Test
    void noFurtherRowsAreReadOnceStripesAreGivenUp() {
        Numbers rows = new Numbers(1_000_000, 1);
        Window window = new Window(rows, new Layout(30, 400_000));
        window.next(1_000);
        window.giveUpStripes();
        int read = rows.list().size();
        assertThat(all(window, () -> 500)).hasSize(read - 1_000);
        assertThat(window.end()).containsExactly(Integer.toString(read));
    }

    @Test
    void rowsComeInTheirOrderOnceStripesAreGivenUp() {
        Window window = window(2_000, 4);
        List<Integer> before = numbers(window.next(100));
        window.giveUpStripes();
        window.giveUpStripes();
        List<Integer> after = new ArrayList<>();
        for (RowBatch batch = window.next(300); batch != null; batch = window.next(300)) {
            after.addAll(numbers(batch));
        }
        assertThat(after).isSorted().hasSize(2_000 - before.size()).doesNotContainAnyElementsOf(before);
        assertThat(window.isStriped()).isFalse();
    }

    @Test
    void partsAreEvenRatherThanWholeOnesAndARest() {
        Window window = window(1_001, 1);
        assertThat(IntStream.range(0, 3)
                        .mapToObj(i -> numbers(window.next(500)).size())
                        .toList())
                .containsExactly(334, 334, 333);
    }

    @Test
    void aWindowWithoutRowsGivesNone() {
        Window window = window(0, 30);
        assertThat(window.isEmpty()).isTrue();
        assertThat(window.next(10)).isNull();
        window.giveUpStripes();
        assertThat(window.next(10)).isNull();
        assertThat(window.end()).isEqualTo(END);
    }

    @Test
    void aChunkIsAtMostAQuarterOfAStripe() {
        assertThat(window(120_000, 30).largestChunk()).isEqualTo(1_000);
        assertThat(window(12_000, 30).largestChunk()).isEqualTo(100);
        assertThat(window(3, 30).largestChunk()).isPositive();
    }

    @Test
    void aWindowOfOneStripeIsNotStriped() {
        assertThat(window(1_000, 1).isStriped()).isFalse();
        assertThat(window(12_000, 30).isStriped()).isTrue();
    }

    private static Window window(int size, int stripes) {
        RowList rows = new RowList(1);
        IntStream.range(0, size).forEach(row -> rows.add(List.of(Integer.toString(row))));
        return new Window(new WindowRows.Known(rows, END), new Layout(stripes, size));
    }

    /** Whose rows are read as they are needed, in parts that are never quite as large as was wanted. */
    private static final class Numbers implements WindowRows {

        private final RowList list = new RowList(1);
        private final Random random;
        private final int size;

        Numbers(int size, long seed) {
            this.size = size;
            this.random = new Random(seed);
        }

        @Override
        public RowList list() {
            return list;
        }

        @Override
        public boolean readOn(int wanted) {
            int parts = random.nextInt(wanted * 3 / 2 + 1);
            for (int i = 0; i < parts && list.size() < size; i++) {
                list.add(List.of(Integer.toString(list.size())));
            }
            return list.size() < size;
        }

        @Override
        public List<String> end() {
            return List.of(Integer.toString(list.size()));
        }
    }

    /** How many chunks there are of that size. */
    private static int chunks(Window window, int wanted) {
        int chunks = 0;
        while (window.next(wanted) != null) {
            chunks++;
        }
        return chunks;
    }

    /** All rows, sorted; none of the chunks has more than was wanted, or none at all. */
    private static List<Integer> all(Window window, IntSupplier wishes) {
        List<Integer> rows = new ArrayList<>();
        while (true) {
            int wanted = wishes.getAsInt();
            RowBatch batch = window.next(wanted);
            if (batch == null) {
                assertThat(window.isEmpty()).isTrue();
                return rows.stream().sorted().toList();
            }
            assertThat(batch.size()).isBetween(1, wanted);
            rows.addAll(numbers(batch));
        }
    }

    private static List<Integer> everyRow(int size) {
        return IntStream.range(0, size).boxed().toList();
    }

    private static List<Integer> numbers(@Nullable RowBatch batch) {
        if (batch == null) {
            throw new AssertionError("the window is at its end");
        }
        return Arrays.stream((String[]) batch.parameters()[0])
                .map(Integer::valueOf)
                .toList();
    }
}
