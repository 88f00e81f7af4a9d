package io.pgretype.shell.traffic;

import io.pgretype.change.QualifiedName;

/**
 * What traffic to make.
 *
 * @param application whose sessions they are
 * @param sessions how many connections, each with a thread of its own
 * @param careless how many of them are a {@link Client#CARELESS} client's
 * @param statementsPerSecond of all sessions together; what they try, not what they reach
 * @param seed the same seed makes each session choose the same statements
 */
public record TrafficOptions(
        Application application, int sessions, int careless, double statementsPerSecond, long seed) {

    public TrafficOptions {
        if (sessions < 1 || careless < 0 || careless > sessions || statementsPerSecond <= 0) {
            throw new IllegalArgumentException("no traffic: %d sessions, %d careless, %.1f statements a second"
                    .formatted(sessions, careless, statementsPerSecond));
        }
    }

    /** Four sessions, none of them careless, together 400 statements a second: the migration still has room on two cores. */
    private static TrafficOptions of(Application application) {
        return new TrafficOptions(application, 4, 0, 400, 1);
    }

    /** On a table in the shape of {@link FileRow}. */
    public static TrafficOptions on(QualifiedName table) {
        return of(new FileApplication(table, null));
    }

    /** The same, and every write goes to its twin in the same transaction. */
    public static TrafficOptions on(QualifiedName table, QualifiedName twin) {
        return of(new FileApplication(table, twin));
    }

    /** On a key graph and its twin. */
    public static TrafficOptions on(GraphApplication graph) {
        return of(graph);
    }

    public TrafficOptions withSessions(int number) {
        return new TrafficOptions(application, number, careless, statementsPerSecond, seed);
    }

    public TrafficOptions withCareless(int number) {
        return new TrafficOptions(application, sessions, number, statementsPerSecond, seed);
    }

    public TrafficOptions withStatementsPerSecond(double pace) {
        return new TrafficOptions(application, sessions, careless, pace, seed);
    }

    public TrafficOptions withSeed(long other) {
        return new TrafficOptions(application, sessions, careless, statementsPerSecond, other);
    }
}
