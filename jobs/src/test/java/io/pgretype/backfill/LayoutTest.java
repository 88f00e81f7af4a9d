package io.pgretype.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.keyset.TableSize;
import org.junit.jupiter.api.Test;

class LayoutTest {

    private static final TableSize THIRTY_A_PAGE = new TableSize(3_000_000, 100_000, 29.3, 30, true);

    @Test
    void aPageGivesOneRowAtATime() {
        assertThat(Layout.striped(THIRTY_A_PAGE, 1_000_000, Layout.MOST_HELD).stripes())
                .isEqualTo(30);
    }

    @Test
    void fourChunksComeBetweenTwoVisits() {
        assertThat(Layout.striped(THIRTY_A_PAGE, 1_000_000, Layout.MOST_HELD).distance())
                .isEqualTo(4 * 10_000 / 30);
    }

    @Test
    void thePagesInWorkStayInMemory() {
        assertThat(Layout.striped(THIRTY_A_PAGE, 3_000, Layout.MOST_HELD).distance())
                .isEqualTo(3_000 / 30);
    }

    @Test
    void noMoreRowsAreHeldThanTheAuthorAllows() {
        assertThat(Layout.striped(THIRTY_A_PAGE, 1_000_000, 45_000).distance()).isEqualTo(45_000 / 30 / 30);
        assertThat(Layout.unstriped(50_000).mostRows()).isEqualTo(50_000);
    }

    @Test
    void aTableWithoutRowsHasALayoutAsWell() {
        assertThat(Layout.striped(new TableSize(0, 0, 0, 0, false), 1, Layout.MOST_HELD))
                .isEqualTo(new Layout(1, 1, Integer.MAX_VALUE));
    }

    @Test
    void withoutStripesNeighboursAreFilledTogether() {
        assertThat(Layout.unstriped(Layout.MOST_HELD)).isEqualTo(new Layout(1, 1, 100_000));
    }
}
