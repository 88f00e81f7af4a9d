package io.pgretype.status;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say of a walk beyond its figures.
 *
 * @param hotShare of the run's updates, from 0 to 1; null if unknown
 * @param remark what the run does about how it fares
 * @param failingRows how many rows no chunk could fill
 * @param failing the first of them
 */
public record WalkDetails(
        @Nullable Double hotShare, @Nullable String remark, long failingRows, List<FailingRow> failing) {

    /** Where there is nothing to say. */
    public static final WalkDetails NONE = new WalkDetails(null, null, 0, List.of());

    public WalkDetails {
        failing = List.copyOf(failing);
    }

    /** @param error what the server said, its first line */
    public record FailingRow(String key, String sqlState, String error) {}
}
