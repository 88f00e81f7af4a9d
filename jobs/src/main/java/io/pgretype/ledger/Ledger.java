package io.pgretype.ledger;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.lock.LockUse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The changes, their phases, and the way from one to the next. Writes join the caller's transaction. */
public final class Ledger {

    private static final TypeReference<List<TableUnderChange>> TABLES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Controls controls;
    private final LedgerSchema schema;
    private final TransitionLock transitionLock;
    private final JsonMapper json = JsonMapper.builder().build();

    public Ledger(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        this.schema = new LedgerSchema(dataSource);
        this.controls = new Controls(dataSource);
        this.transitionLock = new TransitionLock(jdbc);
    }

    /** Empty for a change that was never expanded, and where there is no ledger yet. */
    public Optional<LedgerEntry> find(String change) {
        return schema.isInstalled()
                ? jdbc.sql("""
                                select name, phase, phase_since, definition, definition_hash, tables
                                  from pgretype.change
                                 where name = :change""").param("change", change).query(this::entry).optional()
                : Optional.empty();
    }

    public List<LedgerEntry> findAll() {
        return schema.isInstalled() ? jdbc.sql("""
                                select name, phase, phase_since, definition, definition_hash, tables
                                  from pgretype.change
                                 order by name""").query(this::entry).list() : List.of();
    }

    public LedgerEntry get(String change) {
        return find(change).orElseThrow(() -> new IllegalStateException("not in the ledger: " + change));
    }

    /** The phase of a change, {@link Phase#PLANNED} where the ledger does not know it. */
    public Phase phase(String change) {
        return schema.isInstalled() ? recordedPhase(change) : Phase.PLANNED;
    }

    /**
     * The phase of a change once no transaction is under way any more that moves it: the server may still commit what a
     * process asked for that has lost its connection or its life.
     *
     * @throws org.springframework.dao.DataAccessException if that transaction does not end within half a minute
     */
    public Phase settledPhase(String change) {
        transitionLock.awaitRelease(change);
        return phase(change);
    }

    private Phase recordedPhase(String change) {
        return jdbc.sql("select phase from pgretype.change where name = :change")
                .param("change", change)
                .query(String.class)
                .optional()
                .map(Phase::valueOf)
                .orElse(Phase.PLANNED);
    }

    /** A change's definition and what expand makes of it, ready to be written: under the lock every millisecond counts. */
    public record Opening(Change change, String tables) {}

    public Opening prepare(Change change, List<TableUnderChange> tables) {
        return new Opening(change, json.writeValueAsString(tables));
    }

    /** Writes a change's definition and what expand made of it; an abandoned one begins anew. */
    public void open(Opening opening) {
        jdbc.sql("""
                        insert into pgretype.change (name, phase, definition, definition_hash, tables)
                        values (:name, 'PLANNED', :definition, :hash, :tables::jsonb)
                        on conflict (name) do update
                           set definition = excluded.definition,
                               definition_hash = excluded.definition_hash,
                               tables = excluded.tables""")
                .param("name", opening.change().name())
                .param("definition", opening.change().definition())
                .param("hash", opening.change().hash())
                .param("tables", opening.tables())
                .update();
    }

    /**
     * Moves a change to its next phase.
     *
     * @param lock how the phase's lock was got, null where it took none that others queue behind
     * @return the transition's number, for {@link #recordHold}
     */
    public long enter(String change, Phase phase, long run, @Nullable LockUse lock) {
        transitionLock.take(change);
        Phase from = recordedPhase(change);
        jdbc.sql("""
                        update pgretype.change
                           set phase = :phase,
                               phase_since = clock_timestamp()
                         where name = :change""").param("phase", phase.name()).param("change", change).update();
        supersedeOpenRuns(change, run);
        if (!phase.isOpen()) {
            controls.forget(change);
        }
        return jdbc.sql("""
                        insert into pgretype.transition
                               (change, run, from_phase, to_phase, lock_attempts, lock_wait_ms, blockers, cancelled)
                        values (:change, :run, :from, :to, :attempts, :wait, :blockers, :cancelled)
                        returning id""")
                .param("change", change)
                .param("run", run)
                .param("from", from.name())
                .param("to", phase.name())
                .param("attempts", lock == null ? null : lock.attempts())
                .param("wait", lock == null ? null : lock.waited().toMillis())
                .param("blockers", lock == null ? null : LockLog.text(lock.blockers()))
                .param("cancelled", lock == null ? null : LockLog.text(lock.cancelled()))
                .query(Long.class)
                .single();
    }

    /**
     * What was interrupted in another phase must not be taken up again: a backfill from before an abandon would skip the
     * rows that it had filled then.
     */
    private void supersedeOpenRuns(String change, long run) {
        jdbc.sql("""
                        update pgretype.run
                           set ended_at = clock_timestamp(),
                               outcome = 'SUPERSEDED'
                         where change = :change
                           and id <> :run
                           and ended_at is null""").param("change", change).param("run", run).update();
    }

    /** Whether somebody went back from the last cutover since the change was last expanded. */
    public boolean wasRolledBack(String change) {
        return jdbc.sql("""
                        select exists (
                            select
                              from pgretype.transition
                             where change = :change
                               and from_phase = 'CUT_OVER'
                               and to_phase = 'HARDENED'
                               and id > (select max(id)
                                           from pgretype.transition
                                          where change = :change
                                            and to_phase = 'EXPANDED'))""").param("change", change).query(Boolean.class).single();
    }

    /** How long the transition's lock was held is known only after its commit. */
    public void recordHold(long transition, Duration hold) {
        jdbc.sql("""
                        update pgretype.transition
                           set lock_hold_ms = :hold
                         where id = :transition""")
                .param("hold", hold.toMillis())
                .param("transition", transition)
                .update();
    }

    private LedgerEntry entry(ResultSet row, int number) throws SQLException {
        return new LedgerEntry(
                row.getString("name"),
                Phase.valueOf(row.getString("phase")),
                row.getTimestamp("phase_since").toInstant(),
                row.getString("definition"),
                row.getString("definition_hash"),
                json.readValue(row.getString("tables"), TABLES));
    }
}
