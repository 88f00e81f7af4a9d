package io.pgretype.apply;

import io.pgretype.change.QualifiedName;
import io.pgretype.database.Database;
import io.pgretype.lock.LockObserver;
import io.pgretype.phase.Activity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is in the way of one part, over all its attempts: the tables that it waits for are waited for where nobody waits
 * behind us next time, and who holds them is remembered. Also sees to it that no setting of the file makes others wait.
 */
final class Obstacles implements LockObserver {

    private static final String A_LOCK_OF = "a lock of ";

    /** Which of the locks that others wait behind the session waits for, and since when, in milliseconds. */
    private static final String AWAITED = """
            select namespace.nspname,
                   class.relname,
                   class.relkind in ('r', 'p') as is_table,
                   lock.mode in ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock') as strong,
                   (extract(epoch from clock_timestamp() - lock.waitstart) * 1000)::bigint as waited
              from pg_locks as lock
              join pg_class as class
                on class.oid = lock.relation
              join pg_namespace as namespace
                on namespace.oid = class.relnamespace
             where lock.pid = :pid
               and not lock.granted
               and lock.locktype = 'relation'
               and lock.database = (select oid from pg_database where datname = current_database())""";

    private final JdbcClient jdbc;
    private final Activity activity;
    private final Duration budget;
    private final Set<QualifiedName> tables = new LinkedHashSet<>();
    private final Set<String> blockers = new LinkedHashSet<>();
    private int pid;
    private boolean strong;
    private boolean patient;

    Obstacles(Database database, Activity activity, Duration budget) {
        this.jdbc = database.jdbc();
        this.activity = activity;
        this.budget = budget;
    }

    private record Awaited(QualifiedName relation, boolean isTable, boolean strong, long waited) {}

    @Override
    public synchronized void waitingFor(@Nullable String what) {
        activity.waitingFor(what);
        if (what != null) {
            blockers.add(what.startsWith(A_LOCK_OF) ? what.substring(A_LOCK_OF.length()) : what);
            awaited().forEach(this::meet);
        }
    }

    private List<Awaited> awaited() {
        return jdbc.sql(AWAITED)
                .param("pid", pid)
                .query((row, number) -> new Awaited(
                        QualifiedName.of(row.getString("nspname"), row.getString("relname")),
                        row.getBoolean("is_table"),
                        row.getBoolean("strong"),
                        row.getLong("waited")))
                .list();
    }

    private void meet(Awaited awaited) {
        if (awaited.isTable()) {
            tables.add(awaited.relation());
        }
        if (awaited.strong() && !patient) {
            strong = true;
            if (awaited.waited() > budget.toMillis()) {
                jdbc.sql("select pg_cancel_backend(:pid)")
                        .param("pid", pid)
                        .query(Boolean.class)
                        .single();
            }
        }
    }

    /** Who runs the next attempt. */
    synchronized void begin(int process) {
        pid = process;
    }

    /** While nobody waits behind us, whatever we wait for. */
    synchronized void patient(boolean now) {
        patient = now;
    }

    /** Those that were waited for. */
    synchronized List<QualifiedName> tables() {
        return List.copyOf(tables);
    }

    /** Whether others would have waited behind us. */
    synchronized boolean isStrong() {
        return strong;
    }

    /** In the words shown to people. */
    synchronized List<String> blockers() {
        return new ArrayList<>(blockers);
    }

    @Override
    public boolean stopRequested() {
        return activity.stopRequested();
    }
}
