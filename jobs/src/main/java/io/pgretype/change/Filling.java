package io.pgretype.change;

import java.util.OptionalLong;

/**
 * How the backfill is to be done.
 *
 * @param order in which the rows are walked
 * @param triggers what becomes of the table's other triggers
 * @param autovacuum what becomes of autovacuum on the table
 * @param windowRows the most rows whose keys a worker holds at a time; empty: as many as suit the table
 */
public record Filling(Order order, OtherTriggers triggers, Autovacuum autovacuum, OptionalLong windowRows) {

    public static final Filling DEFAULTS =
            new Filling(Order.AUTO, OtherTriggers.UNDECIDED, Autovacuum.KEEP, OptionalLong.empty());

    /** In which the rows are walked. */
    public enum Order {
        /** The better of the two, by the table's size and how its key lies in it. */
        AUTO,
        KEY,
        BLOCK
    }

    /** What becomes of the table's own triggers when the backfill updates a row. */
    public enum OtherTriggers {
        /** Nobody has said; refused where the table has any. */
        UNDECIDED,
        FIRE,
        SKIP
    }

    /** What becomes of autovacuum on the table. */
    public enum Autovacuum {
        KEEP,
        /** Off during the run; VACUUM (ANALYZE) at its end. */
        AFTER
    }
}
