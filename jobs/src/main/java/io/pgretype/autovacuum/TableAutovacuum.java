package io.pgretype.autovacuum;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Literal;
import io.pgretype.change.Settings;
import io.pgretype.database.Database;
import io.pgretype.lock.LockRequest;
import io.pgretype.lock.LockedTransaction;
import io.pgretype.lock.PatientStatement;
import io.pgretype.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/** Switches a table's autovacuum off for a change and gives it back. Whoever calls holds the change's lease. */
public final class TableAutovacuum {

    private static final Logger LOG = LoggerFactory.getLogger(TableAutovacuum.class);

    /** A run that ends must not take long over it: what is not given back now is by the next command. */
    private static final Duration LONGEST_RESTORE = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final LockedTransaction locked;
    private final PatientStatement patient;

    public TableAutovacuum(Database database) {
        this.jdbc = database.jdbc();
        this.locked = new LockedTransaction(database);
        this.patient = new PatientStatement(database);
    }

    /**
     * Switches it off and notes the table's own setting, in one transaction. Repeating it changes nothing; nor does it
     * where autovacuum is off by the table's own setting.
     *
     * @param waiting told whom we wait for, null when we do not
     * @throws ProblemException {@code lock-not-granted}; nothing was changed then
     */
    public void off(String change, TableUnderChange table, Settings settings, Consumer<@Nullable String> waiting) {
        inTransaction(
                settings,
                settings.lockDeadline(),
                () -> {
                    switchOff(change, table.oid(), lock(table.name().sql()));
                },
                waiting);
    }

    private void switchOff(String change, long table, String name) {
        Optional<String> own = setting(table);
        if (own.filter(this::isOff).isPresent()) {
            return;
        }
        jdbc.sql("""
                        insert into pgretype.autovacuum_off (change, table_oid, setting)
                        values (:change, :table, :setting)
                        on conflict (change, table_oid) do update
                           set setting = excluded.setting""")
                .param("change", change)
                .param("table", table)
                .param("setting", own.orElse(null))
                .update();
        // SHARE UPDATE EXCLUSIVE. Repeating it sets the same.
        jdbc.sql("alter table %s set (autovacuum_enabled = false)".formatted(name))
                .update();
    }

    /**
     * Gives each table of a change its own setting back, where the change has taken it, and forgets the note, in one
     * transaction a table. Does not fail: where it cannot, the note stays for the next command.
     */
    public void restore(String change, Settings settings) {
        Duration deadline =
                settings.lockDeadline().compareTo(LONGEST_RESTORE) < 0 ? settings.lockDeadline() : LONGEST_RESTORE;
        try {
            notes(change).forEach(note -> restore(change, note, settings, deadline));
        } catch (DataAccessException e) {
            warn(change, e);
        }
    }

    /** One that is locked does not keep the others. */
    private void restore(String change, Note note, Settings settings, Duration deadline) {
        try {
            inTransaction(settings, deadline, () -> giveBack(change, note), who -> {});
        } catch (DataAccessException | TransactionException | ProblemException e) {
            warn(change, e);
        }
    }

    private static void warn(String change, RuntimeException e) {
        LOG.warn(
                "autovacuum of a table of change {} is still off; the next command tries again: {}",
                change,
                e.getMessage());
    }

    private record Note(long table, @Nullable String setting) {}

    private List<Note> notes(String change) {
        return jdbc.sql("""
                        select table_oid as "table", setting
                          from pgretype.autovacuum_off
                         where change = :change""").param("change", change).query(Note.class).list();
    }

    /** What somebody else has set meanwhile stays. A table that is gone leaves only the note. */
    private void giveBack(String change, Note note) {
        name(note.table()).ifPresent(name -> {
            lock(name);
            if (setting(note.table()).filter(this::isOff).isPresent()) {
                String own = note.setting();
                // SHARE UPDATE EXCLUSIVE. Repeating it sets the same.
                jdbc.sql("alter table %s %s"
                                .formatted(
                                        name,
                                        own == null
                                                ? "reset (autovacuum_enabled)"
                                                : "set (autovacuum_enabled = %s)".formatted(new Literal(own).sql())))
                        .update();
            }
        });
        jdbc.sql("delete from pgretype.autovacuum_off where change = :change and table_oid = :table")
                .param("change", change)
                .param("table", note.table())
                .update();
    }

    /** Does what autovacuum would have done meanwhile; long, and nobody waits for it. */
    public void vacuum(TableUnderChange table, BooleanSupplier stopRequested) {
        patient.run("vacuum (analyze) " + table.name().sql(), stopRequested);
    }

    /** The lock is the work's own: it is a weaker one than a LockRequest's tables get. */
    private void inTransaction(
            Settings settings, Duration deadline, Runnable work, Consumer<@Nullable String> waiting) {
        LockRequest request = new LockRequest("autovacuum", List.of(), settings.lockBudget(), deadline, false);
        locked.run(
                request,
                use -> {
                    work.run();
                    return true;
                },
                waiting::accept);
    }

    private String lock(String name) {
        jdbc.sql("lock table %s in share update exclusive mode".formatted(name)).update();
        return name;
    }

    private Optional<String> name(long table) {
        return jdbc.sql("""
                        select format('%I.%I', namespace.nspname, class.relname)
                          from pg_class as class
                          join pg_namespace as namespace
                            on namespace.oid = class.relnamespace
                         where class.oid = :table""").param("table", table).query(String.class).optional();
    }

    private Optional<String> setting(long table) {
        return jdbc.sql("""
                        select own.option_value
                          from pg_class as class
                         cross join pg_options_to_table(class.reloptions) as own
                         where class.oid = :table
                           and own.option_name = 'autovacuum_enabled'""").param("table", table).query(String.class).optional();
    }

    private boolean isOff(String setting) {
        return jdbc.sql("select not cast(:setting as boolean)")
                .param("setting", setting)
                .query(Boolean.class)
                .single();
    }
}
