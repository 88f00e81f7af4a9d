package io.pgretype.shell.traffic;

import java.sql.SQLException;

/** What one session saw; goes to the observations of all, under the kind of client that it is. */
record Noticed(Observations all, Client client) {

    interface SqlCall<T> {
        T run() throws SQLException;
    }

    /**
     * Runs a statement and counts it where it ends. One that began in the period before was stalled by either, so its
     * length is shown in both.
     */
    <T> T timed(Kind kind, SqlCall<T> statement) throws SQLException {
        Period begun = all.current();
        long start = System.nanoTime();
        try {
            return statement.run();
        } catch (SQLException e) {
            error(kind, e);
            throw e;
        } finally {
            long took = System.nanoTime() - start;
            Period ended = all.current();
            ended.statement(kind, took);
            if (begun != ended) {
                begun.began(kind, took);
            }
        }
    }

    /** A careless client's plan error is what it asks for: it is counted, but not among the errors. */
    void error(Kind kind, SQLException e) {
        boolean ofPlan = Client.isPlanError(e);
        if (ofPlan) {
            all.current().planError(client);
        }
        if (!ofPlan || client == Client.CAREFUL) {
            String sqlState = e.getSQLState();
            all.error(kind, sqlState == null ? "no SQLSTATE" : sqlState, String.valueOf(e.getMessage()));
        }
    }

    void wrongAnswer(Kind kind, String message) {
        all.error(kind, TrafficError.WRONG_ANSWER, message);
    }
}
