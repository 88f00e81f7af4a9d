package io.pgretype.backfill;

import java.util.OptionalLong;

/** Judges whether updates stay in their pages often enough. Arithmetic alone. */
final class HotShare {

    /** Of rows whose pages have given up one before. */
    private static final double RARE = 0.5;

    /** So many rows are looked at before it is said that such updates are rare. */
    private static final long LOOKED_AT = 20_000;

    private long updated;
    private long hot;
    private OptionalLong rare = OptionalLong.empty();

    /**
     * What became of the rows of a chunk.
     *
     * @param firstVisits how many of them were the first of their page, which had no room for them
     * @return whether that was enough for a new judgement
     */
    boolean counted(HotUpdates.Count chunk, int firstVisits) {
        updated += Math.max(0, chunk.updated() - firstVisits);
        hot += chunk.hot();
        if (updated < LOOKED_AT) {
            return false;
        }
        rare = hot < updated * RARE ? OptionalLong.of(100 * hot / updated) : OptionalLong.empty();
        updated = 0;
        hot = 0;
        return true;
    }

    /** How many per cent stay, where those are few; empty where they are many, or where nothing is known yet. */
    OptionalLong rarePercent() {
        return rare;
    }
}
