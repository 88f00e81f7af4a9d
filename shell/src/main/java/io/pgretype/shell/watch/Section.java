package io.pgretype.shell.watch;

import java.util.List;
import java.util.function.IntFunction;
import org.jline.utils.AttributedString;

/**
 * Lines of the screen that belong together.
 *
 * @param rank the lower, the sooner it gets its room
 * @param least with less room it says nothing
 * @param most how many lines it would fill
 * @param set whether a free line sets it off from what stands above, where there is room for one
 * @param lines at most so many
 */
record Section(int rank, int least, int most, boolean set, IntFunction<List<AttributedString>> lines) {

    static Section of(int rank, AttributedString line) {
        return new Section(rank, 1, 1, false, room -> List.of(line));
    }

    /** Below a heading; what there is no room for is missing at the end. */
    static Section of(int rank, int least, List<AttributedString> lines) {
        return new Section(rank, least, lines.size(), true, room -> lines.subList(0, Math.min(room, lines.size())));
    }
}
