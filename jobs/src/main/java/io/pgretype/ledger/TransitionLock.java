package io.pgretype.ledger;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An advisory lock that every transaction holds which moves a change to another phase, until the server has ended that
 * transaction. Whoever can take it knows that no commit is still under way. The lease says less: it is a lock of another
 * session, and that one ends at once when its process dies.
 */
final class TransitionLock {

    /** The first of the lock's two keys: "pgrp" as bytes. */
    private static final int NAMESPACE = 0x70677270;

    private final JdbcClient jdbc;

    TransitionLock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the caller's transaction, until its end. */
    void take(String change) {
        jdbc.sql("select pg_advisory_xact_lock(:namespace, hashtext(:change))")
                .param("namespace", NAMESPACE)
                .param("change", change)
                .query((row, number) -> change)
                .single();
    }

    /** In a transaction of its own, which keeps nothing. */
    void awaitRelease(String change) {
        jdbc.sql("""
                        select set_config('lock_timeout', '30s', true),
                               pg_advisory_xact_lock_shared(:namespace, hashtext(:change))""")
                .param("namespace", NAMESPACE)
                .param("change", change)
                .query((row, number) -> change)
                .single();
    }
}
