package io.pgretype.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.keyset.TableSize;
import org.junit.jupiter.api.Test;

class LayoutTest {

    private static final TableSize THIRTY_A_PAGE = new TableSize(3_000_000, 100_000, 29.3, true);
    private static final int CHUNK = 10_000;

    @Test
    void aPageGivesOneRowAChunk() {
        assertThat(striped(THIRTY_A_PAGE, 1_000_000, Layout.MOST_ROWS).stripes())
                .isEqualTo(30);
    }

    @Test
    void aStripeHasFourChunks() {
        assertThat(striped(THIRTY_A_PAGE, 1_000_000, Layout.MOST_ROWS).windowRows())
                .isEqualTo(30 * 4 * CHUNK);
        assertThat(Layout.striped(THIRTY_A_PAGE, 1_000_000, Layout.MOST_ROWS, 100)
                        .windowRows())
                .isEqualTo(30 * 4 * 100);
    }

    @Test
    void aWindowStaysInMemory() {
        assertThat(striped(THIRTY_A_PAGE, 1_000, Layout.MOST_ROWS).windowRows()).isEqualTo(29_300);
    }

    @Test
    void aWindowHasNoMoreRowsThanItsAuthorAllows() {
        assertThat(striped(THIRTY_A_PAGE, 1_000_000, 50_000).windowRows()).isEqualTo(50_000);
        assertThat(Layout.unstriped(50_000).windowRows()).isEqualTo(50_000);
    }

    @Test
    void aTableWithoutRowsHasALayoutAsWell() {
        assertThat(striped(new TableSize(0, 0, 0, false), 1, Layout.MOST_ROWS)).isEqualTo(new Layout(1, 2_000));
    }

    @Test
    void withoutStripesNeighboursAreFilledTogether() {
        assertThat(Layout.unstriped(Layout.MOST_ROWS)).isEqualTo(new Layout(1, 100_000));
    }

    private static Layout striped(TableSize size, long windowPages, long mostRows) {
        return Layout.striped(size, windowPages, mostRows, CHUNK);
    }
}
