package io.pgretype.lint.scratch;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.TransactionState;
import org.postgresql.core.Tuple;
import org.postgresql.util.PSQLWarning;

/**
 * One connection, on which each string is sent as it is, in one message, and all that the server says to it is kept: JDBC
 * alone gives away neither the command tags nor the transaction's status.
 */
public final class Session implements AutoCloseable {

    private final ScratchDatabase database;
    private final Connection connection;
    private final BaseConnection wire;

    private Session(ScratchDatabase database, Connection connection) throws SQLException {
        this.database = database;
        this.connection = connection;
        this.wire = connection.unwrap(BaseConnection.class);
    }

    public static Session of(ScratchDatabase database) throws SQLException {
        Session session = new Session(database, database.connect());
        session.renew();
        return session;
    }

    /**
     * As if it had just begun. The server's messages are in English where the role may set that; only a superuser may, and
     * what locks, files and scans say does not need it.
     */
    public void renew() throws SQLException {
        if (isInTransaction()) {
            run("rollback");
        }
        run("reset session authorization");
        run("reset all");
        send("set lc_messages = 'C'");
    }

    /** What comes back, an error of the server included. Only a lost connection is thrown. */
    public Reply send(String sql) throws SQLException {
        QueryExecutor executor = wire.getQueryExecutor();
        Query query = executor.createQuery(sql, false, false).query;
        Heard heard = new Heard();
        executor.execute(query, null, heard, 0, 0, QueryExecutor.QUERY_SUPPRESS_BEGIN);
        Reply reply = heard.reply();
        if (reply.hasTag("CREATE ROLE")) {
            database.hasMadeRoles(sql);
        }
        return reply;
    }

    /** What must not fail. */
    public void run(String sql) throws SQLException {
        Reply reply = send(sql);
        if (reply.error().isPresent()) {
            throw new SQLException(
                    reply.error().get().message(), reply.error().get().state());
        }
    }

    public Connection connection() {
        return connection;
    }

    /** In one whose BEGIN was answered, failed or not. */
    public boolean isInTransaction() {
        return wire.getTransactionState() != TransactionState.IDLE;
    }

    public boolean hasFailedTransaction() {
        return wire.getTransactionState() == TransactionState.FAILED;
    }

    /** The number of the server's process. */
    public int process() {
        return wire.getBackendPID();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** The driver refuses to send data after COPY FROM STDIN: tables are empty here anyway. */
    private static final String NO_DATA = "COPY from stdin failed";

    private static final class Heard extends ErrorHeard {

        private final List<String> tags = new ArrayList<>();
        private final List<Message> notices = new ArrayList<>();

        @Override
        public void handleResultRows(Query query, Field[] fields, List<Tuple> tuples, @Nullable ResultCursor cursor) {
            tags.add("SELECT");
        }

        @Override
        public void handleCommandStatus(String status, long updateCount, long insertOID) {
            tags.add(status);
        }

        @Override
        public void handleWarning(SQLWarning warning) {
            if (warning instanceof PSQLWarning told) {
                notices.add(Message.of(told.getServerErrorMessage()));
            }
        }

        Reply reply() {
            return new Reply(List.copyOf(tags), List.copyOf(notices), error().filter(message -> !message.message()
                    .startsWith(NO_DATA)));
        }
    }
}
