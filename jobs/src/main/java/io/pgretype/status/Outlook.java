package io.pgretype.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an operator has to keep in mind of a change.
 *
 * @param verifiedUntil when the gate to cutover closes again; null unless the change is verified
 * @param soakEndsAt when contract may begin; null unless the change is cut over
 * @param window the hours in which advance works; null where it may always, and where nothing is left to do
 * @param lastError how the last command ended, if not well, in one line
 * @param sizeBytes of the tables with their indexes, as of the last vacuum or analyze
 * @param sizeBytesBefore the same when expand began
 */
record Outlook(
        @Nullable Instant verifiedUntil,
        @Nullable Instant soakEndsAt,
        @Nullable String window,
        @Nullable String lastError,
        @Nullable Long sizeBytes,
        @Nullable Long sizeBytesBefore) {}
