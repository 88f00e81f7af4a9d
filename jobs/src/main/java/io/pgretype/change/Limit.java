package io.pgretype.change;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** What an operator may limit, in the change file and with {@code limit} while a phase runs. */
public enum Limit {
    WORKERS(Unit.COUNT, "2", "transactions at the same time"),
    MAX_RATE(Unit.ROWS_PER_SECOND, Limit.NONE, "rows a second"),
    MAX_LAG(Unit.DURATION, "10s", "how far a replica may be behind"),
    MAX_SLOT_WAL(Unit.BYTES, "10GB", "WAL that a replication slot keeps"),
    MAX_ARCHIVE_WAL(Unit.BYTES, "10GB", "WAL that waits for the archiver"),
    MAX_SNAPSHOT_AGE(Unit.DURATION, "15m", "age of the oldest transaction of the database"),
    MAX_WRAPAROUND(Unit.COUNT, "0", "autovacuums of the table that prevent wraparound"),
    MAX_WAITING(Unit.COUNT, "0", "sessions that wait for a lock on the table"),
    MAX_SLOWDOWN(Unit.PERCENT, "150%", "a commit's latency against what it is without us");

    /** How it is written that there is no limit. */
    public static final String NONE = "none";

    private static final int MOST_WORKERS = 64;

    private final Unit unit;
    private final OptionalLong byDefault;
    private final String meaning;

    Limit(Unit unit, String byDefault, String meaning) {
        this.unit = unit;
        this.byDefault = byDefault.equals(NONE) ? OptionalLong.empty() : OptionalLong.of(unit.parse(byDefault));
        this.meaning = meaning;
    }

    /** As in the change file and, after {@code --}, on the command line: {@code max-lag}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Unit unit() {
        return unit;
    }

    /** What is limited, in a few words. */
    public String meaning() {
        return meaning;
    }

    /** The limit where nobody has set one; empty: none. */
    public OptionalLong byDefault() {
        return byDefault;
    }

    public static Optional<Limit> ofKey(String key) {
        return Arrays.stream(values()).filter(limit -> limit.key().equals(key)).findFirst();
    }

    /**
     * Reads a value; empty: no limit.
     *
     * @throws IllegalArgumentException with the form to write
     */
    public OptionalLong parse(String text) {
        if (this == WORKERS) {
            long workers = unit.parse(text);
            if (workers < 1 || workers > MOST_WORKERS) {
                throw new IllegalArgumentException("workers must be 1 to %d, not '%s'".formatted(MOST_WORKERS, text));
            }
            return OptionalLong.of(workers);
        }
        return text.equals(NONE) ? OptionalLong.empty() : OptionalLong.of(unit.parse(text));
    }

    /** A value of this limit or of what it limits, as people write it. */
    public String text(OptionalLong value) {
        return value.isPresent() ? unit.text(value.getAsLong()) : NONE;
    }
}
