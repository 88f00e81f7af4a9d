package io.pgretype.shell.report;

import io.pgretype.ledger.LeaseHolder;
import io.pgretype.ledger.Phase;
import io.pgretype.status.ChangeStatus;
import io.pgretype.status.ChangeStatus.ColumnStatus;
import io.pgretype.status.ChangeStatus.PhaseStatus;
import io.pgretype.status.ChangeStatus.SequenceStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statuses to render. */
public final class Statuses {

    private Statuses() {}

    public static ChangeStatus in(Phase phase) {
        return status(phase, 50_000.5, null);
    }

    public static ChangeStatus held(String by) {
        return status(Phase.EXPANDED, 50_000.5, by);
    }

    /** With rows done, but by a walk that is over. */
    public static ChangeStatus notWalked(Phase phase) {
        return status(phase, null, null);
    }

    private static ChangeStatus status(Phase phase, @Nullable Double perSecond, @Nullable String heldBy) {
        return new ChangeStatus(
                "file-size",
                "public.contentcuration_file",
                "file_size",
                "integer",
                "bigint",
                List.of(new ColumnStatus("public.contentcuration_file", "file_size", "integer", "bigint")),
                phase,
                phase == Phase.EXPANDED
                        ? new LeaseHolder(4711, "alice", "10.0.0.5", Instant.parse("2026-03-01T10:00:00Z"))
                        : null,
                1_000_000L,
                250_000L,
                perSecond,
                15L,
                heldBy,
                null,
                phase == Phase.VERIFIED ? 2L : null,
                phase == Phase.CUT_OVER ? 3L : null,
                12L,
                3L,
                phase == Phase.VERIFIED ? Instant.parse("2026-03-02T10:00:00Z") : null,
                phase == Phase.CUT_OVER ? Instant.parse("2026-03-02T10:00:00Z") : null,
                phase == Phase.EXPANDED ? "22:00-05:00 Europe/Oslo" : null,
                phase == Phase.EXPANDED ? "backfill interrupted: [lock-not-granted] …" : null,
                123_000_000L,
                100_000_000L,
                List.of(),
                phase == Phase.CUT_OVER || phase == Phase.HARDENED
                        ? List.of(new SequenceStatus("public.file_size_seq", "public.file.size", 1_000L, 12.34))
                        : List.of(),
                List.of(new PhaseStatus("expand", "done", Instant.parse("2026-03-01T10:00:00Z"), 0.25)));
    }

    static ChangeStatus unknown() {
        return new ChangeStatus(
                "new",
                "public.t",
                "c",
                "char(32)",
                "uuid",
                List.of(),
                Phase.PLANNED,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of());
    }
}
