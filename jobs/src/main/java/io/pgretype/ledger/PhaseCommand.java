package io.pgretype.ledger;

import static io.pgretype.ledger.Phase.ABANDONED;
import static io.pgretype.ledger.Phase.BACKFILLED;
import static io.pgretype.ledger.Phase.CONTRACTED;
import static io.pgretype.ledger.Phase.CUT_OVER;
import static io.pgretype.ledger.Phase.EXPANDED;
import static io.pgretype.ledger.Phase.HARDENED;
import static io.pgretype.ledger.Phase.PARTLY_CUT_OVER;
import static io.pgretype.ledger.Phase.PARTLY_EXPANDED;
import static io.pgretype.ledger.Phase.PLANNED;
import static io.pgretype.ledger.Phase.VERIFIED;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The commands that move a change from one phase to another: from which they start, where they lead, and what kind of work
 * that is. All that is decided by the kind of command is decided by these properties.
 */
public enum PhaseCommand {
    EXPAND(
            EnumSet.of(PLANNED, PARTLY_EXPANDED, ABANDONED),
            EXPANDED,
            EnumSet.range(EXPANDED, CONTRACTED),
            Way.FORWARD,
            Rows.UNTOUCHED,
            Columns.CHANGE),
    BACKFILL(
            EnumSet.of(EXPANDED),
            BACKFILLED,
            EnumSet.range(BACKFILLED, CONTRACTED),
            Way.FORWARD,
            Rows.FILLED,
            Columns.STAY),
    /** Runs again where it was run before: it carries what came to the table meanwhile. */
    HARDEN(
            EnumSet.of(BACKFILLED, HARDENED, VERIFIED),
            HARDENED,
            EnumSet.of(PARTLY_CUT_OVER, CUT_OVER, CONTRACTED),
            Way.FORWARD,
            Rows.UNTOUCHED,
            Columns.STAY),
    /** A second verification is a new one. After cutover it looks at the old column, and the phase stays. */
    VERIFY(
            EnumSet.of(HARDENED, VERIFIED, CUT_OVER),
            VERIFIED,
            EnumSet.of(CONTRACTED),
            Way.FORWARD,
            Rows.COMPARED,
            Columns.STAY),
    /** Table after table where that can be; then foreign keys and sequences are seen to. */
    CUTOVER(
            EnumSet.of(VERIFIED, PARTLY_CUT_OVER),
            CUT_OVER,
            EnumSet.of(CUT_OVER, CONTRACTED),
            Way.FORWARD,
            Rows.UNTOUCHED,
            Columns.CHANGE_BEFORE_THE_END),
    CONTRACT(
            EnumSet.of(CUT_OVER),
            CONTRACTED,
            EnumSet.of(CONTRACTED),
            Way.FORWARD,
            Rows.COMPARED_BY_NEED,
            Columns.CHANGE),
    /** After its swap, constraints wait to be validated. Where keys move, it leads back to backfilled: their twins are used up. */
    ROLLBACK(
            EnumSet.of(PARTLY_CUT_OVER, CUT_OVER),
            HARDENED,
            EnumSet.of(BACKFILLED, HARDENED),
            Way.BACK,
            Rows.COMPARED_BY_NEED,
            Columns.CHANGE_BEFORE_THE_END),
    ABANDON(
            EnumSet.range(PARTLY_EXPANDED, VERIFIED),
            ABANDONED,
            EnumSet.of(PLANNED, ABANDONED),
            Way.BACK,
            Rows.UNTOUCHED,
            Columns.CHANGE);

    private enum Way {
        FORWARD,
        BACK
    }

    /** What it does with the table's rows. */
    private enum Rows {
        UNTOUCHED,
        FILLED,
        COMPARED,
        /** Where nobody has compared them since cutover. */
        COMPARED_BY_NEED
    }

    /** Whether the table's columns are others afterwards, all in one transaction with the phase. */
    private enum Columns {
        STAY,
        /** With that transaction it is done. */
        CHANGE,
        /** Something is left to do after that transaction. */
        CHANGE_BEFORE_THE_END
    }

    private final Set<Phase> from;
    private final Phase to;
    private final Set<Phase> done;
    private final Way way;
    private final Rows rows;
    private final Columns columns;

    PhaseCommand(Set<Phase> from, Phase to, Set<Phase> done, Way way, Rows rows, Columns columns) {
        this.from = from;
        this.to = to;
        this.done = done;
        this.way = way;
        this.rows = rows;
        this.columns = columns;
    }

    /** Those that lead on, in the order in which a change goes through them. */
    public static List<PhaseCommand> forward() {
        return Arrays.stream(values())
                .filter(command -> command.way == Way.FORWARD)
                .toList();
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

    /** Whether it goes through the table's rows, be it only where that is needed. */
    public boolean mayWalkRows() {
        return rows != Rows.UNTOUCHED;
    }

    /** Whether each run of it goes through the table's rows. */
    public boolean walksRows() {
        return rows == Rows.FILLED || rows == Rows.COMPARED;
    }

    /** Whether it fills rows; one that walks them otherwise compares them. */
    public boolean fillsRows() {
        return rows == Rows.FILLED;
    }

    /** Whether a pause keeps it from beginning. A walk that has begun waits, whichever command it is of. */
    public boolean mayBePaused() {
        return walksRows();
    }

    /** Whether it adds, exchanges or drops columns: in one transaction, in which the ledger's phase changes too. */
    public boolean changesColumns() {
        return columns != Columns.STAY;
    }

    /** Whether nothing is left to do once its columns are changed, so that the ledger's phase tells all. */
    public boolean endsWithItsColumns() {
        return columns == Columns.CHANGE;
    }

    /** As it is typed: {@code cutover}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The command to type next in that phase: the last that leads on from there; {@code contract} where none does. */
    public static PhaseCommand next(Phase phase) {
        return forward().stream()
                .filter(command -> command.startsFrom(phase))
                .reduce((earlier, later) -> later)
                .orElse(CONTRACT);
    }
}
