package io.pgretype.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.keyset.RowBatch;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether updates that stay in their page are rare, judged on the rows of a window whose pages are modelled. */
class HotShareTest {

    private static final int ROWS_A_PAGE = 30;
    private static final int ROWS = 3_000_000;

    /**
     * Rows of one width use up the room of all pages at the same time: stripe by stripe, some hundred thousand rows in a
     * row would have to leave.
     */
    @ParameterizedTest
    @CsvSource({"250, 12", "210, 12", "250, 20", "120, 24"})
    void pagesThatRunFullAreNoReasonToSayThatSuchUpdatesAreRare(int rowBytes, int growth) {
        Pages pages = new Pages(rowBytes, growth, rowBytes / 2, 0);
        pages.fill(new HotShare());
    }

    @Test
    void rowsThatLeaveTheirPageComeEvenly() {
        Pages pages = new Pages(210, 12, 100, 0.25);
        pages.fill(new HotShare());
    }

    @Test
    void updatesThatNeverStayAreRare() {
        HotShare share = new HotShare();
        assertThat(share.counted(new HotUpdates.Count(10_000, 0), 300)).isFalse();
        assertThat(share.rarePercent()).isEmpty();
        assertThat(share.counted(new HotUpdates.Count(11_000, 0), 300)).isTrue();
        assertThat(share.rarePercent()).hasValue(0);

        assertThat(share.counted(new HotUpdates.Count(30_000, 27_000), 300)).isTrue();
        assertThat(share.rarePercent()).as("once they stay again").isEmpty();
    }

    @Test
    void theFirstRowsOfTheirPagesSayNothing() {
        HotShare share = new HotShare();
        assertThat(share.counted(new HotUpdates.Count(1_000_000, 0), 1_000_000)).isFalse();
        assertThat(share.rarePercent()).isEmpty();
    }

    /** Pages whose rows grow; an update stays if there is room for its new version beside the old one. */
    private static final class Pages {

        private final int[] room = new int[ROWS / ROWS_A_PAGE];
        private final int rowBytes;
        private final int growth;
        private final double mostLeaving;

        Pages(int rowBytes, int growth, int room, double mostLeaving) {
            Arrays.fill(this.room, room);
            this.rowBytes = rowBytes;
            this.growth = growth;
            this.mostLeaving = mostLeaving;
        }

        void fill(HotShare share) {
            Random random = new Random(1);
            Window window = new Window(
                    new NumberedRows(ROWS, wanted -> wanted),
                    List.of("start"),
                    new Layout(ROWS_A_PAGE, 1_000, Integer.MAX_VALUE));
            int filled = 0;
            for (RowBatch batch = next(window, random); batch != null; batch = next(window, random)) {
                int hot = 0;
                for (String row : (String[]) batch.parameters()[0]) {
                    hot += update(Integer.parseInt(row) / ROWS_A_PAGE) ? 1 : 0;
                }
                share.counted(new HotUpdates.Count(batch.size(), hot), window.firstVisits());
                assertThat(share.rarePercent()).isEmpty();
                filled += batch.size();
                if (mostLeaving > 0 && filled > ROWS / 4 && filled < ROWS / 2) {
                    assertThat(batch.size() - hot).isLessThan((int) (batch.size() * mostLeaving));
                }
            }
            assertThat(filled).isEqualTo(ROWS);
        }

        private static RowBatch next(Window window, Random random) {
            return window.next(Math.min(window.largestChunk(), 2_000 + random.nextInt(8_000)));
        }

        private boolean update(int page) {
            if (room[page] >= rowBytes + growth) {
                room[page] -= growth;
                return true;
            }
            room[page] += rowBytes;
            return false;
        }
    }
}
