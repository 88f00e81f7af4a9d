package io.pgretype.shell.traffic;

import io.pgretype.change.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * What traffic to make.
 *
 * @param table a table in the shape of {@link FileRow}
 * @param twin a table that takes every write of the first in the same transaction; null for none
 * @param sessions how many connections, each with a thread of its own
 * @param careless how many of them are a {@link Client#CARELESS} client's
 * @param statementsPerSecond of all sessions together; what they try, not what they reach
 * @param seed the same seed makes each session choose the same statements
 */
public record TrafficOptions(
        QualifiedName table,
        @Nullable QualifiedName twin,
        int sessions,
        int careless,
        double statementsPerSecond,
        long seed) {

    public TrafficOptions {
        if (sessions < 1 || careless < 0 || careless > sessions || statementsPerSecond <= 0) {
            throw new IllegalArgumentException("no traffic: %d sessions, %d careless, %.1f statements a second"
                    .formatted(sessions, careless, statementsPerSecond));
        }
    }

    /**
     * Four sessions, none of them careless, together 400 statements a second: the migration still has room on two cores.
     */
    public static TrafficOptions on(QualifiedName table) {
        return new TrafficOptions(table, null, 4, 0, 400, 1);
    }

    public TrafficOptions withTwin(QualifiedName twinTable) {
        return new TrafficOptions(table, twinTable, sessions, careless, statementsPerSecond, seed);
    }

    public TrafficOptions withSessions(int number) {
        return new TrafficOptions(table, twin, number, careless, statementsPerSecond, seed);
    }

    public TrafficOptions withCareless(int number) {
        return new TrafficOptions(table, twin, sessions, number, statementsPerSecond, seed);
    }

    public TrafficOptions withStatementsPerSecond(double pace) {
        return new TrafficOptions(table, twin, sessions, careless, pace, seed);
    }

    public TrafficOptions withSeed(long other) {
        return new TrafficOptions(table, twin, sessions, careless, statementsPerSecond, other);
    }
}
