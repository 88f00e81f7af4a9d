package io.pgretype.preflight;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The swap of a table with many partitions takes more locks than the server has room for. It would fail with "out of shared
 * memory", and so would the application's statements meanwhile.
 */
final class LockTableTooSmall implements Check {

    /**
     * What a swap takes, rounded up from what pg_locks had: 1,184 for 101 relations with 202 indexes (PostgreSQL 18), and for a
     * foreign key with 500 partitions at one end some 2,500 (14) and 3,450 (18). A relation counts itself and its row type; an index
     * the old one, the new one and what depends on them; an end of a foreign key its constraints and triggers.
     */
    private static final String SPACE = """
            with part as (
                select relid as oid
                  from pg_partition_tree(cast(:table as oid))),
            size as (
                select (select count(*) from part) as partitions,
                       (select count(*)
                          from pg_index
                         where indrelid in (select oid from part)) as indexes,
                       (select count(*)
                          from pg_constraint
                         where contype = 'f'
                           and (conrelid in (select oid from part)
                                or confrelid in (select oid from part))) as foreign_keys,
                       current_setting('max_connections')::bigint
                           + current_setting('max_prepared_transactions')::bigint as transactions,
                       current_setting('max_locks_per_transaction')::bigint as locks_each)
            select partitions,
                   indexes,
                   2 * partitions + 5 * indexes + 7 * foreign_keys as needed,
                   transactions,
                   transactions * locks_each as room
              from size""";

    /** The rest is for everybody else. */
    private static final double OURS = 0.75;

    /** Of max_locks_per_transaction. */
    private static final long DEFAULT = 64;

    private final double share;

    LockTableTooSmall() {
        this(OURS);
    }

    /** @param share of the server's room that one swap may take */
    LockTableTooSmall(double share) {
        this.share = share;
    }

    private record Space(long partitions, long indexes, long needed, long transactions, long room) {}

    @Override
    public boolean looksAtPartitions() {
        return false;
    }

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        if (subject.relation().open()) {
            // Its new indexes would count as if they were to be doubled too.
            return List.of();
        }
        Space space =
                jdbc.sql(SPACE).param("table", subject.oid()).query(Space.class).single();
        if (space.needed() <= share * space.room()) {
            return List.of();
        }
        return Refusal.of(
                ProblemCode.LOCK_TABLE_TOO_SMALL,
                "The server has too little room for the locks of a swap of %s.".formatted(subject.name()),
                List.of(String.format(
                        Locale.ROOT,
                        "about %,d locks on %,d relations with %,d indexes; room for %,d (max_locks_per_transaction × connections), of"
                                + " which %.0f %% may be ours",
                        space.needed(),
                        space.partitions(),
                        space.indexes(),
                        space.room(),
                        100 * share)),
                "Raise max_locks_per_transaction to %d and restart the server; standbys need it first."
                        .formatted(enough(space)));
    }

    /** In steps of the default. */
    private long enough(Space space) {
        long each = (long) Math.ceil(space.needed() / share / space.transactions());
        return (each + DEFAULT - 1) / DEFAULT * DEFAULT;
    }
}
