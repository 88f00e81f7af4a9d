package io.pgretype.autovacuum;

import io.pgretype.change.Settings;
import io.pgretype.database.Database;
import io.pgretype.ledger.Lease;
import io.pgretype.problem.ProblemException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Gives autovacuum back to the tables of runs that were killed: their note is in the ledger and nobody holds their
 * change's lease. Every command begins with it; where there is nothing to do it costs a look into the catalog.
 */
public final class ForgottenAutovacuum {

    private static final Logger LOG = LoggerFactory.getLogger(ForgottenAutovacuum.class);

    /** Not where there is no ledger, or an older one, or a role that has no business there. */
    private static final String MAY_READ = """
            select exists (
                select
                  from pg_class as class
                  join pg_namespace as namespace
                    on namespace.oid = class.relnamespace
                 where namespace.nspname = 'pgretype'
                   and class.relname = 'autovacuum_off'
                   and has_schema_privilege(namespace.oid, 'usage')
                   and has_table_privilege(class.oid, 'select'))""";

    private static final String NOTES = """
            select note.change,
                   bool_or(coalesce(pg_has_role(class.relowner, 'usage'), true))
                       and has_table_privilege('pgretype.autovacuum_off', 'delete') as may
              from pgretype.autovacuum_off as note
              left join pg_class as class
                on class.oid = note.table_oid
             group by note.change
             order by note.change""";

    private final Database database;
    private final JdbcClient jdbc;
    private final TableAutovacuum autovacuum;

    public ForgottenAutovacuum(Database database) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.autovacuum = new TableAutovacuum(database);
    }

    /** @throws org.springframework.dao.DataAccessException if the database cannot be asked */
    public void restore() {
        if (mayRead()) {
            notes().forEach(this::restore);
        }
    }

    private boolean mayRead() {
        return jdbc.sql(MAY_READ).query(Boolean.class).single();
    }

    /** @param may whether this role may alter one of its tables; so it may where a table is gone */
    private record Note(String change, boolean may) {}

    private List<Note> notes() {
        return jdbc.sql(NOTES).query(Note.class).list();
    }

    private void restore(Note note) {
        try (Lease lease = Lease.acquire(database, note.change())) {
            if (note.may()) {
                autovacuum.restore(note.change(), Settings.DEFAULTS);
            } else {
                LOG.warn(
                        "autovacuum of the table of change {} is off since a run was killed, and this role may not alter the"
                                + " table: run any command as its owner",
                        note.change());
            }
        } catch (ProblemException e) {
            // The change is being worked on, and that run will give it back.
        }
    }
}
