package io.pgretype.backfill;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one partition, a window at a time. */
interface Walk {

    /** Where a partition begins. */
    List<String> BEGINNING = List.of();

    Address address();

    /**
     * Reads the next window.
     *
     * @param from the position after the last one, or {@link #BEGINNING}
     * @param begunUpTo the end of the window that an interrupted run had begun here, of which some rows are filled already;
     *     null if it had begun none
     * @return null after the last window; a window may be empty
     */
    @Nullable
    Window window(List<String> from, @Nullable List<String> begunUpTo);
}
