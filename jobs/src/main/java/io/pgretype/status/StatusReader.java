package io.pgretype.status;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.LedgerEntry;
import io.pgretype.ledger.Misfits;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.Verifications;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.status.ChangeStatus.PhaseStatus;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads where changes stand, from any process. */
public final class StatusReader {

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Verifications verifications;
    private final Misfits misfits;
    private final WalkReader walks;
    private final ProgressReader progress;

    public StatusReader(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        this.ledger = new Ledger(dataSource);
        this.verifications = new Verifications(dataSource);
        this.misfits = new Misfits(dataSource);
        this.walks = new WalkReader(jdbc);
        this.progress = new ProgressReader(jdbc, walks);
    }

    /** Every change in the ledger, by name; empty where there is no ledger. */
    public List<ChangeStatus> readAll() {
        return ledger.findAll().stream().map(this::status).toList();
    }

    /** @throws ProblemException {@code change-unknown} */
    public ChangeStatus read(String change) {
        return status(entry(change));
    }

    /** What there is to say of the change's newest walk beyond its figures. */
    public WalkDetails details(String change) {
        return walks.newest(entry(change).change()).map(walks::details).orElse(WalkDetails.NONE);
    }

    /** What happened to a change, oldest first. */
    public List<HistoryEntry> history(String change) {
        entry(change);
        return jdbc.sql("""
                        select started_at as at,
                               command || ' started' as what,
                               '' as who,
                               nullif(options, '[]') as detail
                          from pgretype.run
                         where change = :change
                        union all
                        select ended_at,
                               command || ' ended: ' || lower(outcome),
                               '',
                               split_part(message, E'\\n', 1)
                          from pgretype.run
                         where change = :change
                           and ended_at is not null
                        union all
                        select entered_at,
                               lower(replace(from_phase || ' → ' || to_phase, '_', ' ')),
                               entered_by,
                               case
                                   when lock_attempts is not null
                                   then format(
                                            'lock: %s attempt%s, waited %s ms, held %s ms',
                                            lock_attempts,
                                            case when lock_attempts > 1 then 's' else '' end,
                                            lock_wait_ms,
                                            coalesce(lock_hold_ms::text, '?'))
                                        || coalesce('; behind ' || blockers, '')
                               end
                          from pgretype.transition
                         where change = :change
                         order by at""")
                .param("change", change)
                .query((row, number) -> new HistoryEntry(
                        row.getTimestamp("at").toInstant(),
                        row.getString("what"),
                        row.getString("who"),
                        row.getString("detail") == null ? "" : row.getString("detail")))
                .list();
    }

    /** The locks that others could have queued behind, oldest first. */
    public List<LockUse> lockUses(String change) {
        return jdbc.sql("""
                        select run.command,
                               transition.lock_attempts,
                               transition.lock_wait_ms,
                               coalesce(transition.lock_hold_ms, 0) as lock_hold_ms
                          from pgretype.transition
                          join pgretype.run
                            on run.id = transition.run
                         where transition.change = :change
                           and transition.lock_attempts is not null
                         order by transition.id""")
                .param("change", change)
                .query((row, number) -> new LockUse(
                        row.getString("command"),
                        row.getInt("lock_attempts"),
                        row.getLong("lock_wait_ms"),
                        row.getLong("lock_hold_ms")))
                .list();
    }

    /**
     * Looks at every row, ACCESS SHARE; in either direction.
     *
     * @throws ProblemException {@code change-unknown}, {@code wrong-phase} where there is no new column
     */
    public RowsLeft rowsLeft(String change) {
        LedgerEntry entry = entry(change);
        if (entry.phase() == Phase.CONTRACTED) {
            return new RowsLeft(0);
        }
        if (!entry.phase().isOpen()) {
            throw new ProblemException(new Problem(
                    ProblemCode.WRONG_PHASE,
                    "progress-check has nothing to look at.",
                    "change %s is %s".formatted(change, entry.phase().text()),
                    Problem.NOTHING_CHANGED,
                    "Type: ./pgretype expand %s".formatted(change)));
        }
        return new RowsLeft(count(entry.table(), entry.direction()));
    }

    private long count(TableUnderChange table, Direction direction) {
        String differs = table.total() || direction == Direction.REVERSE
                ? table.differs(direction, "t")
                // A conversion that can fail must not be tried here; what is not filled shows as NULL.
                : table.columns().stream()
                        .map(column -> "t.%s is not null and t.%s is null"
                                .formatted(
                                        column.column().sql(),
                                        column.newColumn().sql()))
                        .collect(Collectors.joining(" or "));
        return jdbc.sql("select count(*) from %s as t where %s"
                        .formatted(table.name().sql(), differs))
                .query(Long.class)
                .single();
    }

    private ChangeStatus status(LedgerEntry entry) {
        TableUnderChange table = entry.table();
        ProgressReader.Progress rows = progress.read(entry);
        return new ChangeStatus(
                entry.change(),
                table.name().toString(),
                join(table, column -> column.column().name()),
                join(table, ColumnChange::oldType),
                join(table, ColumnChange::newType),
                entry.phase(),
                rows.total(),
                rows.done(),
                rows.perSecond(),
                rows.etaSeconds(),
                rows.heldBy(),
                verifications.lastMismatches(entry.change()).orElse(null),
                entry.phase() == Phase.CUT_OVER ? misfits(entry) : null,
                longest(entry.change(), "lock_wait_ms"),
                longest(entry.change(), "lock_hold_ms"),
                phases(entry.change()));
    }

    /** Those that were corrected since do not count; without the privilege to look at the rows, all that were noted. */
    private long misfits(LedgerEntry entry) {
        boolean mayLook = jdbc.sql("select has_table_privilege(:table::oid, 'select')")
                .param("table", entry.table().oid())
                .query(Boolean.class)
                .optional()
                .orElse(false);
        return mayLook ? misfits.count(entry.change(), entry.table()) : misfits.noted(entry.change());
    }

    private static String join(TableUnderChange table, java.util.function.Function<ColumnChange, String> part) {
        return table.columns().stream().map(part).collect(Collectors.joining(", "));
    }

    private @Nullable Long longest(String change, String column) {
        return jdbc.sql("select max(%s) from pgretype.transition where change = :change".formatted(column))
                .param("change", change)
                .query((row, number) -> (Long) row.getObject(1))
                .optional()
                .orElse(null);
    }

    private List<PhaseStatus> phases(String change) {
        return jdbc.sql("""
                        select command,
                               case
                                   when ended_at is not null then lower(outcome)
                                   when outcome is not null then 'interrupted: ' || lower(outcome)
                                   else 'running or interrupted'
                               end as status,
                               started_at,
                               extract(epoch from ended_at - started_at)::float8 as seconds
                          from pgretype.run
                         where change = :change
                         order by id""")
                .param("change", change)
                .query((row, number) -> new PhaseStatus(
                        row.getString("command"),
                        row.getString("status"),
                        row.getTimestamp("started_at").toInstant(),
                        (Double) row.getObject("seconds")))
                .list();
    }

    private LedgerEntry entry(String change) {
        return ledger.find(change)
                .orElseThrow(() -> new ProblemException(new Problem(
                        ProblemCode.CHANGE_UNKNOWN,
                        "The ledger does not know change '%s'.".formatted(change),
                        "it was never expanded in this database",
                        Problem.NOTHING_CHANGED,
                        "Type: ./pgretype plan %s, then ./pgretype expand %s.".formatted(change, change))));
    }
}
