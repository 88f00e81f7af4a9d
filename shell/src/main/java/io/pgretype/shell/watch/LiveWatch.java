package io.pgretype.shell.watch;

import io.pgretype.shell.session.LiveScreen;
import io.pgretype.status.StatusReader;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Shows a change on the whole terminal until somebody leaves, or nothing can happen to it any more. */
public final class LiveWatch {

    /** So soon a key, a new size and a stop are seen. */
    private static final Duration BEAT = Duration.ofMillis(100);

    private final StatusReader reader;
    private final BooleanSupplier stopRequested;

    public LiveWatch(StatusReader reader, BooleanSupplier stopRequested) {
        this.reader = reader;
        this.stopRequested = stopRequested;
    }

    public void show(String change, LiveScreen screen) throws InterruptedException {
        var page = new WatchPage(Signs.ofLocale());
        try (screen;
                var readings = Readings.start(reader, change)) {
            do {
                screen.draw((columns, rows) -> page.lines(readings.newest(), readings.trouble(), columns, rows));
            } while (!stopRequested.getAsBoolean()
                    && !readings.newest().status().phase().isOver()
                    && !screen.isLeft(BEAT));
        }
    }
}
