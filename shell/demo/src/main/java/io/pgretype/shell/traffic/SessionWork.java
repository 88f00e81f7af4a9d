package io.pgretype.shell.traffic;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a session does over one connection, and whether the answers are right. */
abstract class SessionWork<K extends Kind> {

    private final Connection connection;
    private final Memory memory;
    private final List<K> kinds;
    final Noticed seen;
    final Choice choice;

    SessionWork(Connection connection, Memory memory, List<K> kinds, Noticed seen, Choice choice) {
        this.connection = connection;
        this.memory = memory;
        this.kinds = kinds;
        this.seen = seen;
        this.choice = choice;
    }

    /** One that it is made of; what fails is counted already, and the transaction is still open if there was one. */
    abstract void run(K kind) throws SQLException;

    /** Whether it runs in a transaction even if it is alone. */
    abstract boolean alwaysInTransaction(K kind);

    /**
     * One transaction. A single statement runs in autocommit, unless its twin must share its transaction, or it or its
     * client always has one.
     *
     * @throws SQLException counted already; the transaction is still open if there was one
     */
    final void run(int statements) throws SQLException, InterruptedException {
        K kind = choice.kind(kinds);
        boolean autocommit = statements == 1 && !alwaysInTransaction(kind);
        connection.setAutoCommit(autocommit);
        run(kind);
        for (int more = 1; more < statements; more++) {
            // The row locks are held meanwhile, as they are by an application that thinks between two statements.
            TimeUnit.MILLISECONDS.sleep(2);
            run(choice.kind(kinds));
        }
        if (!autocommit && choice.oneIn(20)) {
            connection.rollback();
            memory.rolledBack();
            return;
        }
        if (!autocommit) {
            seen.timed(StatementKind.COMMIT, this::commit);
        }
        memory.committed();
    }

    private boolean commit() throws SQLException {
        connection.commit();
        return true;
    }

    /** Not counted as a statement: the application has no twin. */
    final void writeTwin(K kind, Noticed.SqlCall<?> write) throws SQLException {
        try {
            write.run();
        } catch (SQLException e) {
            seen.error(kind, e);
            throw e;
        }
    }
}
