package io.pgretype.ledger;

import static io.pgretype.ledger.Phase.ABANDONED;
import static io.pgretype.ledger.Phase.BACKFILLED;
import static io.pgretype.ledger.Phase.CONTRACTED;
import static io.pgretype.ledger.Phase.CUT_OVER;
import static io.pgretype.ledger.Phase.EXPANDED;
import static io.pgretype.ledger.Phase.HARDENED;
import static io.pgretype.ledger.Phase.PLANNED;
import static io.pgretype.ledger.Phase.VERIFIED;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The commands that move a change from one phase to another: from which they start, where they lead. */
public enum PhaseCommand {
    EXPAND(EnumSet.of(PLANNED, ABANDONED), EXPANDED, EnumSet.range(EXPANDED, CONTRACTED)),
    BACKFILL(EnumSet.of(EXPANDED), BACKFILLED, EnumSet.range(BACKFILLED, CONTRACTED)),
    /** Runs again where it was run before: it carries what came to the table meanwhile. */
    HARDEN(EnumSet.of(BACKFILLED, HARDENED, VERIFIED), HARDENED, EnumSet.of(CUT_OVER, CONTRACTED)),
    /** A second verification is a new one. After cutover it looks at the old column, and the phase stays. */
    VERIFY(EnumSet.of(HARDENED, VERIFIED, CUT_OVER), VERIFIED, EnumSet.of(CONTRACTED)),
    CUTOVER(EnumSet.of(VERIFIED), CUT_OVER, EnumSet.of(CUT_OVER, CONTRACTED)),
    CONTRACT(EnumSet.of(CUT_OVER), CONTRACTED, EnumSet.of(CONTRACTED)),
    ROLLBACK(EnumSet.of(CUT_OVER), HARDENED, EnumSet.of(HARDENED)),
    ABANDON(EnumSet.range(EXPANDED, VERIFIED), Phase.ABANDONED, EnumSet.of(PLANNED, ABANDONED));

    private final Set<Phase> from;
    private final Phase to;
    private final Set<Phase> done;

    PhaseCommand(Set<Phase> from, Phase to, Set<Phase> done) {
        this.from = from;
        this.to = to;
        this.done = done;
    }

    /** The phases in which it has work to do. */
    public boolean startsFrom(Phase phase) {
        return from.contains(phase);
    }

    /** The phases in which it was done before, so that there is nothing left to do. */
    public boolean isDoneIn(Phase phase) {
        return done.contains(phase);
    }

    public Phase to() {
        return to;
    }

    /** As it is typed: {@code cutover}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The command to type next in that phase; {@code expand} where nothing was done yet. */
    public static PhaseCommand next(Phase phase) {
        return switch (phase) {
            case PLANNED, ABANDONED -> EXPAND;
            case EXPANDED -> BACKFILL;
            case BACKFILLED -> HARDEN;
            case HARDENED -> VERIFY;
            case VERIFIED -> CUTOVER;
            case CUT_OVER, CONTRACTED -> CONTRACT;
        };
    }
}
