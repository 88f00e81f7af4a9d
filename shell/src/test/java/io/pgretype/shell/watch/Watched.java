package io.pgretype.shell.watch;

import io.pgretype.ledger.LeaseHolder;
import io.pgretype.ledger.Phase;
import io.pgretype.progress.SignalSample;
import io.pgretype.status.ChangeStatus;
import io.pgretype.status.ChangeStatus.PhaseStatus;
import io.pgretype.status.HistoryEntry;
import io.pgretype.status.LockSession;
import io.pgretype.status.LockWait;
import io.pgretype.status.LockWaits;
import io.pgretype.status.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes to draw, as they may be met in the middle of a day. */
final class Watched {

    private static final long GB = 1L << 30;

    private Watched() {}

    /** Backfill runs, held by a replica; the application waits behind pgretype, and pgretype behind somebody. */
    static WatchedChange held() {
        return new WatchedChange(
                status(Phase.EXPANDED, "max-lag 42s > 10s since 10:21:03", 0.0, null),
                sample(),
                events(),
                new LockWaits(
                        List.of(
                                new LockWait(
                                        session(4712, "shop_owner", "pgretype", "active", 1, "lock table public.file"),
                                        Duration.ofMillis(80),
                                        "SHARE UPDATE EXCLUSIVE on public.file",
                                        session(812, "bob", "psql", "idle in transaction", 1920, "select * from file"),
                                        0),
                                new LockWait(
                                        session(951, "shop", "billing", "active", 0, "update file set size = $1"),
                                        Duration.ofMillis(20),
                                        "a row of public.file",
                                        session(4713, "shop_owner", "pgretype", "active", 0, "update public.file …"),
                                        1)),
                        2),
                at(10, 21, 45));
    }

    /** Backfill runs, and nothing is in its way. */
    static WatchedChange running() {
        return new WatchedChange(
                status(Phase.EXPANDED, null, 50_000.5, 15L), sample(), events(), LockWaits.NONE, at(10, 21, 45));
    }

    /** Nothing runs, and no rows are walked. */
    static WatchedChange between(Phase phase) {
        return new WatchedChange(status(phase, null, null, null), null, events(), LockWaits.NONE, at(10, 21, 45));
    }

    /** With names as long as they can be, and in them what could move the cursor, or is two columns wide. */
    static WatchedChange named(String name) {
        return new WatchedChange(
                status(Phase.EXPANDED, name, 0.0, null),
                new Sample(
                        1,
                        at(10, 21, 44),
                        1,
                        1,
                        2,
                        List.of(new SignalSample("max-lag", 1L, 2L, "unknown-holds", name))),
                List.of(new HistoryEntry(at(10, 0, 0), name, null, null, null, name)),
                new LockWaits(
                        List.of(new LockWait(
                                session(1, name, name, name, 1, name),
                                null,
                                name,
                                session(2, name, name, name, 1, name),
                                0)),
                        1),
                at(10, 21, 45));
    }

    private static LockSession session(
            int pid, String user, String application, String state, long seconds, String statement) {
        return new LockSession(pid, user, application, state, Duration.ofSeconds(seconds), statement);
    }

    private static Sample sample() {
        return new Sample(
                7,
                at(10, 21, 44),
                250_000,
                0,
                2,
                List.of(
                        new SignalSample("max-lag", 42_000L, 10_000L, "holds", "standby1"),
                        new SignalSample("max-slot-wal", 3 * GB, 10 * GB, "fine", "slot standby1"),
                        new SignalSample("max-archive-wal", 0L, 10 * GB, "fine", ""),
                        new SignalSample("max-snapshot-age", 1_920_000L, 2_700_000L, "fine", "pid 812"),
                        new SignalSample("max-wraparound", 0L, 0L, "fine", ""),
                        new SignalSample("max-waiting", null, 0L, "unknown", "not read for too long"),
                        new SignalSample("max-slowdown", 180L, 150L, "slows", "canary")));
    }

    private static List<HistoryEntry> events() {
        return List.of(
                event(at(10, 0, 1), "planned → expanded", "lock: 1 attempt, waited 2 ms, held 9 ms"),
                event(at(10, 0, 2), "expand done", ""),
                event(at(10, 5, 0), "backfill started", ""),
                event(at(10, 9, 30), "held", "max-waiting 1 > 0 until 10:09:41"),
                event(at(10, 12, 0), "limit", "max-lag 10s"));
    }

    private static HistoryEntry event(Instant at, String what, String detail) {
        return new HistoryEntry(at, what, "shop_owner", "alice", "build-7", detail);
    }

    /** Of one day, by the clock on the operator's wall. */
    private static Instant at(int hour, int minute, int second) {
        return LocalDateTime.of(2026, 3, 1, hour, minute, second)
                .atZone(ZoneId.systemDefault())
                .toInstant();
    }

    private static ChangeStatus status(
            Phase phase, @Nullable String heldBy, @Nullable Double perSecond, @Nullable Long etaSeconds) {
        boolean runs = perSecond != null;
        return new ChangeStatus(
                "file-size",
                "public.file",
                "size",
                "integer",
                "bigint",
                List.of(),
                phase,
                runs ? new LeaseHolder(4711, "shop_owner", "10.0.0.5", at(10, 4, 59)) : null,
                1_000_000L,
                250_000L,
                perSecond,
                etaSeconds,
                heldBy,
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
                List.of(
                        new PhaseStatus("expand", "done", at(10, 0, 0), 2.0),
                        new PhaseStatus("backfill", runs ? "running" : "interrupted", at(10, 5, 0), null)));
    }
}
