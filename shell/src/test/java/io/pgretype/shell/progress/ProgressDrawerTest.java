package io.pgretype.shell.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.shell.progress.Progress.Rows;
import io.pgretype.shell.session.Screen;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressDrawerTest {

    private final StringWriter notices = new StringWriter();
    private Instant now = Instant.EPOCH;

    @Test
    void redrawsOneLineOnATerminalAndRemovesItAtTheEnd() {
        ProgressDrawer drawer = drawer(60);

        drawer.draw(rows(1));
        drawer.draw(rows(2));
        drawer.end();

        assertThat(notices.toString())
                .isEqualTo("\rb  [##------------------]   10 %  1 of 10 rows\033[K"
                        + "\rb  [####----------------]   20 %  2 of 10 rows\033[K\r\033[K");
    }

    @Test
    void elsewherePrintsALineEveryTenSecondsAndAtTheEnd() {
        ProgressDrawer drawer = drawer(0);

        for (int second = 0; second <= 25; second++) {
            now = Instant.EPOCH.plusSeconds(second);
            drawer.draw(rows(second));
        }
        drawer.end();

        assertThat(notices.toString().lines()).hasSize(3).element(0).asString().contains("10 of 10 rows");
        assertThat(notices.toString()).contains("20 of 10 rows").contains("25 of 10 rows");
    }

    @Test
    void aShortCommandThatCountsNoRowsLeavesNoLine() {
        ProgressDrawer drawer = drawer(0);

        drawer.draw(new Progress("expand", null, "starting", null));
        drawer.end();

        assertThat(notices.toString()).isEmpty();
    }

    @Test
    void drawsNothingAfterTheEnd() {
        ProgressDrawer drawer = drawer(80);

        drawer.end();
        drawer.draw(rows(1));
        drawer.end();

        assertThat(notices.toString()).isEqualTo("\r\033[K");
    }

    private ProgressDrawer drawer(int columns) {
        return new ProgressDrawer(
                new Screen(new PrintWriter(new StringWriter()), new PrintWriter(notices), () -> columns), () -> now);
    }

    private static Progress rows(long done) {
        return new Progress("b", new Rows(done, 10, null, null), "", null);
    }
}
