package io.pgretype.lock;

import io.pgretype.change.QualifiedName;
import io.pgretype.database.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements that lock tables, in the transaction of the calling thread. */
final class TableLocks {

    /** How much longer than deadlock_timeout the anteroom is waited for, so that autovacuum has time to go. */
    private static final Duration FOR_AUTOVACUUM_TO_GO = Duration.ofMillis(500);

    /** Settings of ours, for as long as the transaction is there: seconds since 1970. */
    private static final String ASKED = "pgretype.locks_asked";

    private static final String GRANTED = "pgretype.first_lock_granted";

    private static final String NOTE_THE_TIME =
            "select set_config('%s', extract(epoch from clock_timestamp())::text, true)";

    /** Never 0, which would be no limit at all. */
    private static final String LEAVE_THE_REST = """
            select set_config('lock_timeout', rest.ms || 'ms', true),
                   set_config('statement_timeout', rest.ms + %%d || 'ms', true)
              from (select greatest(
                               1,
                               %%d - 1000 * (extract(epoch from clock_timestamp()) - current_setting('%s')::numeric))::bigint
                   ) as rest (ms)""".formatted(ASKED);

    private static final String LEAVE_THE_WORK = "select set_config('statement_timeout', '%d ms', true)";

    /** In nanoseconds. */
    private static final String SINCE_FIRST_GRANT = """
            select (1000000000 * (extract(epoch from clock_timestamp()) - current_setting('%s')::numeric))::bigint""".formatted(GRANTED);

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    TableLocks(Database database) {
        this.jdbc = database.jdbc();
        this.template = database.template();
    }

    /**
     * Sets how long the transaction may wait for what nobody waits behind.
     *
     * @param left until the deadline
     * @return the session's pid
     */
    int prepare(LockRequest request, Duration left) {
        // The guard refuses what would break a change, but these are the change's own statements.
        set("pgretype.guard", "off");
        // If this process freezes while it holds the lock, the server ends its session.
        set("idle_in_transaction_session_timeout", tenfold(request));
        if (mayLowerDeadlockTimeout()) {
            // Autovacuum yields to a waiter only after deadlock_timeout, 1 s by default.
            set("deadlock_timeout", request.budget().dividedBy(5));
        }
        Duration patience = deadlockTimeout().plus(FOR_AUTOVACUUM_TO_GO);
        if (patience.compareTo(left) > 0) {
            patience = left.compareTo(request.budget()) > 0 ? left : request.budget();
        }
        timeouts(patience, patience.plus(tenfold(request)));
        return jdbc.sql("select pg_backend_pid()").query(Integer.class).single();
    }

    /**
     * SHARE UPDATE EXCLUSIVE conflicts with autovacuum, CREATE INDEX CONCURRENTLY and all DDL, but with no read and no
     * write: nobody waits while we wait for it. It is long enough for autovacuum to yield, and keeps it out from then on.
     */
    void enterAnteroom(LockRequest request) {
        if (request.mode() == LockMode.SEQUENCE) {
            return;
        }
        // Nobody vacuums a view.
        ViewLocks views = ViewLocks.among(request.tables(), jdbc);
        for (QualifiedName table : request.tables()) {
            if (!views.has(table)) {
                jdbc.sql("lock table %s in share update exclusive mode".formatted(table.sql()))
                        .update();
            }
        }
    }

    /**
     * The locks that others wait behind, on all tables within one budget, though lock_timeout counts for each lock, and a partitioned
     * table's statement takes one on each partition; what is left of the budget then is for the locks that the work takes.
     *
     * <p>All are asked for at once. Whoever takes two of them in another order than we do holds one and waits for the other: for
     * ever, if that was between two of our requests. So these follow each other at the server's pace, not at that of
     * the network.
     *
     * @return the instant of the first grant, from which on others wait for us
     */
    long take(LockRequest request) {
        List<String> locks = statements(request);
        timeouts(request.budget(), request.budget().plus(slack(request)));
        long start = System.nanoTime();
        template.execute(together(locks, request));
        long held = jdbc.sql(SINCE_FIRST_GRANT).query(Long.class).single();
        return Math.max(start, System.nanoTime() - held);
    }

    private List<String> statements(LockRequest request) {
        ViewLocks views = ViewLocks.among(request.tables(), jdbc);
        return request.tables().stream()
                .map(name -> request.mode() == LockMode.SEQUENCE
                        ? SequenceLock.statement(jdbc, name)
                        : views.statement(name).orElseGet(() -> "lock table %s in %s mode"
                                .formatted(name.sql(), request.mode().sql())))
                .toList();
    }

    private static String together(List<String> locks, LockRequest request) {
        List<String> statements = new ArrayList<>();
        statements.add(NOTE_THE_TIME.formatted(ASKED));
        for (String lock : locks) {
            statements.add(lock);
            if (statements.size() == 2) {
                statements.add(NOTE_THE_TIME.formatted(GRANTED));
            }
            statements.add(LEAVE_THE_REST.formatted(
                    slack(request).toMillis(), request.budget().toMillis()));
        }
        // Catalog changes take milliseconds; what takes longer is something else and must not hold the lock.
        statements.add(LEAVE_THE_WORK.formatted(tenfold(request).toMillis()));
        return String.join(";\n", statements);
    }

    private void timeouts(Duration lock, Duration statement) {
        set("lock_timeout", lock);
        set("statement_timeout", statement);
    }

    /** Never 0, which would be no limit at all. */
    private void set(String setting, Duration value) {
        set(setting, Math.max(value.toMillis(), 1) + "ms");
    }

    private void set(String setting, String value) {
        jdbc.sql("select set_config(:setting, :value, true)")
                .param("setting", setting)
                .param("value", value)
                .query(String.class)
                .single();
    }

    /** So that one lock alone ends by its lock_timeout, which says what it was. */
    private static Duration slack(LockRequest request) {
        return request.budget().dividedBy(10).plusMillis(1);
    }

    private static Duration tenfold(LockRequest request) {
        return request.budget().multipliedBy(10);
    }

    private Duration deadlockTimeout() {
        return Duration.ofMillis(jdbc.sql("select setting::bigint from pg_settings where name = 'deadlock_timeout'")
                .query(Long.class)
                .single());
    }

    private boolean mayLowerDeadlockTimeout() {
        boolean hasGrantableSettings = jdbc.sql("select current_setting('server_version_num')::integer >= 150000")
                .query(Boolean.class)
                .single();
        // has_parameter_privilege came with PostgreSQL 15, so it must not stand in a statement for 14.
        return jdbc.sql(
                        hasGrantableSettings
                                ? "select has_parameter_privilege('deadlock_timeout', 'set')"
                                : "select current_setting('is_superuser')::boolean")
                .query(Boolean.class)
                .single();
    }
}
