package io.pgretype.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One database. What is asked through {@link #jdbc} and {@link #template} joins the transaction of the calling thread, where
 * there is one; without one each statement commits by itself.
 *
 * @param jdbc for statements with named parameters
 * @param template for those where speed counts, and for scripts
 */
public record Database(DataSource dataSource, JdbcClient jdbc, JdbcTemplate template, TransactionTemplate transaction) {

    public static Database of(DataSource dataSource) {
        JdbcTemplate template = new JdbcTemplate(dataSource);
        return new Database(
                dataSource,
                JdbcClient.create(template),
                template,
                new TransactionTemplate(new JdbcTransactionManager(dataSource)));
    }

    /** A session of the caller's own, outside any transaction of the thread; whoever asks for it closes it. */
    public Connection connect() throws SQLException {
        return dataSource.getConnection();
    }

    /** In one transaction, the caller's own if there is one. What is thrown rolls it back. */
    public <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    /** The same, for work that has no result. */
    public void runInTransaction(Runnable work) {
        transaction.executeWithoutResult(status -> work.run());
    }

    /** In a transaction that is rolled back, however it ends: for what is only tried out. Not to be called in another one. */
    public <T> T rolledBack(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            return work.get();
        }));
    }

    /** The same, for work that has no result. */
    public void runRolledBack(Runnable work) {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            work.run();
        });
    }
}
