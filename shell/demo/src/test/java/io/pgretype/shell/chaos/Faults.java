package io.pgretype.shell.chaos;

import io.pgretype.ledger.Phase;
import io.pgretype.testkit.WireProxy;
import io.pgretype.testkit.WireProxy.Cut;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.BadSqlGrammarException;

/** Makes faults happen to a command that runs. */
final class Faults {

    /** In each transaction that moves a change from one phase to another, and in no other. */
    private static final String TRANSITION = "insert into pgretype.transition";

    private static final int MOST_ATTEMPTS = 10;

    private final Site site;

    Faults(Site site) {
        this.site = site;
    }

    /**
     * Makes it happen, and what it did to others end.
     *
     * @param running the command that it happens to: one that ends first may escape
     */
    void happen(Fault fault, CompletableFuture<Resident.Ended> running) throws Exception {
        switch (fault.kind()) {
            case CUT_BEFORE_COMMIT -> site.proxy().cut(Cut.BEFORE_COMMIT, TRANSITION, everyConnection(fault));
            case CUT_AT_COMMIT -> site.proxy().cut(Cut.AT_COMMIT, TRANSITION, everyConnection(fault));
            case CUT_AFTER_COMMIT -> site.proxy().cut(Cut.AFTER_COMMIT, TRANSITION, everyConnection(fault));
            case KILL_AT_COMMIT -> killAtCommit(fault, running);
            default -> {
                pause(fault.afterMs(), running);
                now(fault);
            }
        }
    }

    private void now(Fault fault) throws Exception {
        int forMs = fault.forMs();
        String table = site.table(fault.afterMs());
        switch (fault.kind()) {
            case KILL -> site.resident().kill();
            case TERMINATE_ALL -> terminate("");
            case TERMINATE_ONE -> terminate(" order by random() limit 1");
            case CRASH -> site.crash(forMs);
            case CUT_AT_ANY_COMMIT -> site.proxy().cut(anyCut(fault), "", everyConnection(fault));
            case CUT_ALL -> site.proxy().cutAll();
            case SHARE_LOCK -> hold("lock table %s in access share mode".formatted(table), forMs);
            case EXCLUSIVE_LOCK -> hold("lock table %s in access exclusive mode".formatted(table), forMs);
            case SNAPSHOT -> snapshot(forMs);
            case VACUUM -> stranger("vacuum (freeze, analyze) " + table);
            case VACUUM_FULL -> stranger("vacuum full " + table);
            case INDEX ->
                stranger("create index if not exists stranger_%s_idx on %s (%s, %s)"
                        .formatted(
                                forMs % 2,
                                site.table(0),
                                site.subject().column(),
                                site.subject().others().get(forMs % 2)));
            case MIRROR_OFF -> mirrorOff(table, forMs);
            default -> throw new IllegalArgumentException("not at an instant: " + fault);
        }
    }

    /** Half of them while the server still commits, half when it has. */
    private void killAtCommit(Fault fault, CompletableFuture<Resident.Ended> running) throws Exception {
        WireProxy.Armed armed = site.proxy().cut(Cut.ANSWER_WITHHELD, TRANSITION, false);
        CompletableFuture<?> moment = fault.forMs() % 2 == 0 ? armed.made() : armed.reached();
        CompletableFuture.anyOf(moment, running).get();
        if (moment.isDone()) {
            site.resident().kill();
        }
    }

    private static boolean everyConnection(Fault fault) {
        return fault.forMs() % 2 == 0;
    }

    private static Cut anyCut(Fault fault) {
        return List.of(Cut.BEFORE_COMMIT, Cut.AT_COMMIT, Cut.AFTER_COMMIT).get(fault.forMs() % 3);
    }

    private void terminate(String which) {
        try {
            site.database()
                    .column("select pg_terminate_backend(pid) from (select pid from pg_stat_activity"
                            + " where application_name like 'pgretype%' and datname = current_database()"
                            + which + ") as session");
        } catch (DataAccessException e) {
            throw new IllegalStateException("the stranger's own session failed", e);
        }
    }

    private void hold(String lock, int forMs) throws SQLException, InterruptedException {
        try (Connection stranger = site.database().connect();
                Statement statement = stranger.createStatement()) {
            stranger.setAutoCommit(false);
            statement.execute(lock);
            Thread.sleep(forMs);
            stranger.rollback();
        }
    }

    private void snapshot(int forMs) throws SQLException, InterruptedException {
        try (Connection stranger = site.database().connect();
                Statement statement = stranger.createStatement()) {
            stranger.setAutoCommit(false);
            stranger.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            // Of another table: it keeps rows from being pruned, and nobody from locking this one.
            statement.execute("select from pg_class limit 1");
            Thread.sleep(forMs);
            stranger.rollback();
        }
    }

    /** It may be the one that a deadlock is solved with: beside CREATE INDEX CONCURRENTLY that is nobody's fault. */
    private void stranger(String sql) {
        for (int attempt = 1; ; attempt++) {
            try {
                site.database().execute(sql);
                return;
            } catch (PessimisticLockingFailureException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** The command may end the change meanwhile, and the mirror with it. */
    private void mirrorOff(String table, int forMs) throws InterruptedException {
        try {
            if (isMirrored(table) && (site.subject().isNullable() || site.phase() == Phase.EXPANDED)) {
                stranger("alter table %s disable trigger %s".formatted(table, Site.MIRROR));
                Thread.sleep(forMs);
                stranger("alter table %s enable always trigger %s".formatted(table, Site.MIRROR));
            }
        } catch (BadSqlGrammarException e) {
            if (isMirrored(table)) {
                throw e;
            }
        }
    }

    private boolean isMirrored(String table) {
        return Boolean.TRUE.equals(site.database()
                .value(
                        "select exists (select from pg_trigger where tgname = '~pgretype_mirror' and tgrelid = '%s'::regclass)"
                                .formatted(table),
                        Boolean.class));
    }

    /** Shorter if the command ends before. */
    private static void pause(int ms, CompletableFuture<Resident.Ended> running)
            throws InterruptedException, ExecutionException {
        try {
            running.get(ms, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // It runs, as most do.
        }
    }
}
