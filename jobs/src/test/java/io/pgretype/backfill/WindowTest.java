package io.pgretype.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.keyset.RowBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stripes reorder the rows of a partition, and lose none. */
class WindowTest {

    private static final List<String> START = List.of("start");
    private static final int ENDLESS = Integer.MAX_VALUE;

    @Test
    void aStripeIsSomePagesBehindTheOneBeforeIt() {
        // Pages of 3 rows; the second stripe begins when the first is at page 2, the third when it is at page 4.
        Window window = window(rows(30, 1), new Layout(3, 2, ENDLESS));

        assertThat(chunks(window, 4))
                .startsWith(
                        // The first stripe's 0, 3 and 6, and the second's 1.
                        List.of(0, 1, 3, 6),
                        List.of(4, 7, 9, 12),
                        // The third stripe's 2, when the first was at 12.
                        List.of(2, 5, 10, 15));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 30, 5",
        "1, 1, 1",
        "1, 9, 1",
        "2, 2, 1",
        "99, 100, 1",
        "100, 30, 7",
        "1199, 3, 50",
        "10000, 1, 1",
        "10000, 7, 3",
        "5000, 226, 2"
    })
    void everyRowComesOnceWhateverAChunkHas(int size, int stripes, int distance) {
        Layout layout = new Layout(stripes, distance, ENDLESS);
        for (int wanted : new int[] {1, 2, 3, 10, 99, 100, 101, 1_000, 50_000}) {
            assertThat(all(window(rows(size, wanted), layout), () -> wanted)).isEqualTo(everyRow(size));
        }
    }

    @ParameterizedTest
    @CsvSource({"1000, 1, 1", "3000, 4, 10", "7777, 30, 3", "40000, 30, 20", "100000, 5, 900"})
    void everyRowComesOnceThoughChunksChange(int size, int stripes, int distance) {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            Window window = window(rows(size, seed), new Layout(stripes, distance, ENDLESS));
            assertThat(all(window, () -> 1 + random.nextInt(random.nextInt(size) + 1)))
                    .as("seed %d", seed)
                    .isEqualTo(everyRow(size));
        }
    }

    @Test
    void noChunkComesToAPageThatItOrTheLastOneWasAt() {
        Window window = window(rows(900_000, 1), new Layout(30, 300, ENDLESS));
        Map<Integer, Integer> lastVisits = new HashMap<>();
        int chunk = 0;
        for (RowBatch batch = next(window); batch != null; batch = next(window)) {
            Set<Integer> pages = new HashSet<>();
            for (int row : numbers(batch)) {
                assertThat(pages.add(row / 30)).as("once in a chunk").isTrue();
                Integer last = lastVisits.put(row / 30, chunk);
                assertThat(last == null || chunk - last >= Layout.CHUNKS_BETWEEN)
                        .as("chunk %d after %s", chunk, last)
                        .isTrue();
            }
            chunk++;
        }
    }

    @Test
    void rowsThatHaveToLeaveTheirPageComeEvenly() {
        Window window = window(rows(600_000, 1), new Layout(30, 50, ENDLESS));
        for (int rows = 0; rows < 100_000; ) {
            rows += numbers(next(window)).size();
        }
        for (int rows = 0; rows < 300_000; ) {
            int size = numbers(next(window)).size();
            assertThat(window.firstVisits()).isBetween(size / 30, size / 30 + 1);
            rows += size;
        }
    }

    @Test
    void rowsAreReadShortlyBeforeTheirTurnAndForgottenAfterIt() {
        NumberedRows rows = rows(3_000_000, 1);
        Layout layout = new Layout(30, 50, ENDLESS);
        Window window = window(rows, layout);
        int held = 30 * 30 * 50;
        for (RowBatch batch = next(window); batch != null; batch = next(window)) {
            assertThat(rows.list().size()).isLessThanOrEqualTo(2 * held + 20_000);
        }
    }

    @ParameterizedTest
    @CsvSource({"3000, 4, 10", "7777, 30, 3", "40000, 30, 20", "10, 1, 1"})
    void allRowsBeforeTheTailWereGivenAndAllBehindTheEndWereNot(int size, int stripes, int distance) {
        Window window = window(rows(size, 1), new Layout(stripes, distance, ENDLESS));
        Set<Integer> given = new HashSet<>();
        int before = 0;
        int last = -1;
        for (RowBatch batch = window.next(97); batch != null; batch = window.next(97)) {
            given.addAll(numbers(batch));
            last = Math.max(last, Collections.max(numbers(batch)));
            if (!window.isEmpty()) {
                int tail = window.tail().equals(START)
                        ? 0
                        : Integer.parseInt(window.tail().get(0)) + 1;
                while (before < tail) {
                    assertThat(given.contains(before++)).isTrue();
                }
                assertThat(Integer.parseInt(window.end().get(0))).isGreaterThan(last);
            }
        }
        assertThat(window.end()).containsExactly(Integer.toString(size));
    }

    @Test
    void aWindowEndsWhereItsLayoutEndsIt() {
        NumberedRows rows = rows(1_000_000, 1);
        Window window = window(rows, new Layout(1, 1, 50_000));
        assertThat(all(window, () -> 7_000)).isEqualTo(everyRow(50_000));
        assertThat(window.end()).containsExactly("50000");
    }

    @Test
    void aWindowWithoutRowsGivesNone() {
        Window window = window(rows(0, 1), new Layout(30, 5, ENDLESS));
        assertThat(window.isEmpty()).isTrue();
        assertThat(window.next(10)).isNull();
        assertThat(window.end()).containsExactly("0");
    }

    private static @Nullable RowBatch next(Window window) {
        return window.next(window.largestChunk());
    }

    private static Window window(NumberedRows rows, Layout layout) {
        return new Window(rows, START, layout);
    }

    /** Read as they are needed, in parts that are never larger than was wanted. */
    private static NumberedRows rows(int size, long seed) {
        Random random = new Random(seed);
        return new NumberedRows(size, wanted -> random.nextInt(wanted + 1));
    }

    private static List<List<Integer>> chunks(Window window, int wanted) {
        List<List<Integer>> chunks = new ArrayList<>();
        for (RowBatch batch = window.next(wanted); batch != null; batch = window.next(wanted)) {
            chunks.add(numbers(batch));
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
