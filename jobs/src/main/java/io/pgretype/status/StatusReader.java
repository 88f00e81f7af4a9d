package io.pgretype.status;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.ledger.AppliedFiles.FileState;
import io.pgretype.ledger.Lease;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.LedgerEntry;
import io.pgretype.ledger.LedgerSchema;
import io.pgretype.ledger.Phase;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.pgretype.status.ChangeStatus.ColumnStatus;
import io.pgretype.status.ChangeStatus.PhaseStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads where changes stand, from any process. */
public final class StatusReader {

    private static final String RUNS = """
            select id,
                   command,
                   case
                       when ended_at is not null then lower(outcome)
                       when outcome is not null then 'interrupted: ' || lower(outcome)
                       else 'interrupted'
                   end as status,
                   started_at,
                   extract(epoch from ended_at - started_at)::float8 as seconds
              from pgretype.run
             where change = :change
             order by id""";

    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final LedgerSchema schema;
    private final WalkReader walks;
    private final ProgressReader progress;
    private final LockReader locks;
    private final HistoryReader history;
    private final OutlookReader outlooks;
    private final SequenceStatusReader sequences;
    private final SampleReader samples;
    private final EvidenceReader evidence;
    private final LockWaitReader lockWaits;

    public StatusReader(Ledger ledger) {
        this.ledger = ledger;
        this.jdbc = ledger.database().jdbc();
        this.schema = ledger.schema();
        this.walks = new WalkReader(jdbc, schema);
        this.progress = new ProgressReader(jdbc, walks);
        this.locks = new LockReader(jdbc, schema);
        this.history = new HistoryReader(jdbc, schema, locks);
        this.outlooks = new OutlookReader(ledger);
        this.sequences = new SequenceStatusReader(ledger);
        this.samples = new SampleReader(jdbc, schema);
        this.evidence = new EvidenceReader(ledger, locks);
        this.lockWaits = new LockWaitReader(jdbc);
    }

    /** Every change in the ledger, by name; empty where there is no ledger. */
    public List<ChangeStatus> readAll() {
        return ledger.findAll().stream().map(this::status).toList();
    }

    /** The changes that {@code alter} has done, which are not in the ledger as those that are expanded; by name. */
    public List<String> altered() {
        return schema.isInstalled() ? jdbc.sql("""
                                select distinct change
                                  from pgretype.run
                                 where command = 'alter'
                                   and outcome = 'DONE'
                                 order by change""").query(String.class).list() : List.of();
    }

    /** Migration files that {@code apply} has begun, in that order; empty where the ledger is older than they are. */
    public List<FileState> files() {
        return schema.has("failed_attempt") ? ledger.appliedFiles().states() : List.of();
    }

    /** @throws ProblemException {@code change-unknown} */
    public ChangeStatus read(String change) {
        return status(ledger.known(change));
    }

    /** What there is to say of the change's newest walk beyond its figures. */
    public WalkDetails details(String change) {
        return walks.newest(ledger.known(change).change()).map(walks::details).orElse(WalkDetails.NONE);
    }

    /** What happened to a change, oldest first; also to one that could not even be expanded. */
    public List<HistoryEntry> history(String change) {
        List<HistoryEntry> history = schema.isInstalled() ? this.history.of(change) : List.of();
        if (history.isEmpty()) {
            ledger.known(change);
        }
        return history;
    }

    /**
     * What there is to show for it.
     *
     * @throws ProblemException {@code change-unknown}
     */
    public Evidence evidence(String change) {
        return evidence.of(ledger.known(change));
    }

    /** How its walks went over time, oldest first. */
    public List<Sample> samples(String change) {
        return samples.of(change);
    }

    /** How its newest walk went when its process told last; empty before its first second. */
    public Optional<Sample> newestSample(String change) {
        return samples.newest(change);
    }

    /** Who waits just now for a lock on one of its tables, and behind whom; nobody while it is not open. */
    public LockWaits lockWaits(String change) {
        LedgerEntry entry = ledger.known(change);
        return entry.phase().isOpen() ? lockWaits.of(entry.tables()) : LockWaits.NONE;
    }

    /** The locks with which it entered its phases, oldest first. */
    public List<LockUse> lockUses(String change) {
        return locks.ofTransitions(change);
    }

    /**
     * Looks at every row, ACCESS SHARE; in either direction.
     *
     * @throws ProblemException {@code change-unknown}, {@code wrong-phase} where there is no new column
     */
    public RowsLeft rowsLeft(String change) {
        LedgerEntry entry = ledger.known(change);
        if (entry.phase() == Phase.CONTRACTED) {
            return new RowsLeft(0);
        }
        if (!entry.phase().isExpanded()) {
            throw new ProblemException(new Problem(
                    ProblemCode.WRONG_PHASE,
                    "progress-check has nothing to look at.",
                    "change %s is %s".formatted(change, entry.phase().text()),
                    Problem.NOTHING_CHANGED,
                    "Type: ./pgretype expand %s".formatted(change)));
        }
        return new RowsLeft(entry.tables().stream()
                .mapToLong(table -> count(table, entry.direction(table)))
                .sum());
    }

    private long count(TableUnderChange table, Direction direction) {
        String differs = table.total() || direction == Direction.REVERSE
                ? PlainStatement.withParameters(table.differs(direction, "t"))
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
        List<TableUnderChange> tables = entry.tables();
        ProgressReader.Progress rows = progress.read(entry);
        Outlook outlook = outlooks.read(entry);
        return new ChangeStatus(
                entry.change(),
                join(tables, table -> Stream.of(table.name().toString())),
                joinColumns(tables, column -> column.column().name()),
                joinColumns(tables, ColumnChange::oldType),
                joinColumns(tables, ColumnChange::newType),
                tables.stream().flatMap(StatusReader::columns).toList(),
                entry.phase(),
                Lease.holder(ledger.database(), entry.change()).orElse(null),
                rows.total(),
                rows.done(),
                rows.perSecond(),
                rows.etaSeconds(),
                rows.heldBy(),
                ledger.verifications().lastMismatches(entry.change()).orElse(null),
                entry.phase().isExpanded() && schema.has("witnessed") ? witnessed(entry) : null,
                entry.tables(Direction.REVERSE).isEmpty() ? null : misfits(entry),
                locks.longestWaitMs(entry.change()),
                locks.longestHoldMs(entry.change()),
                outlook.verifiedUntil(),
                outlook.soakEndsAt(),
                outlook.window(),
                outlook.lastError(),
                outlook.sizeBytes(),
                outlook.sizeBytesBefore(),
                entry.phase() == Phase.PARTLY_CUT_OVER
                        ? entry.tables(Direction.REVERSE).stream()
                                .map(table -> table.name().toString())
                                .toList()
                        : List.of(),
                sequences.of(entry),
                phases(entry.change()));
    }

    /** Those that were corrected since do not count; without the privilege to look at the rows, all that were noted. */
    private long misfits(LedgerEntry entry) {
        return entry.tables(Direction.REVERSE).stream()
                .mapToLong(table -> mayLook(table)
                        ? ledger.misfits().count(entry.change(), table)
                        : ledger.misfits().noted(entry.change(), table))
                .sum();
    }

    /**
     * Those that were written again since do not count; without the privilege to look at the rows, and where a conversion
     * can fail, so that looking takes a temporary function, all that were noted.
     */
    private long witnessed(LedgerEntry entry) {
        return entry.tables().stream()
                .mapToLong(table -> table.total() && mayLook(table)
                        ? ledger.witnessed().count(entry.change(), table, entry.direction(table))
                        : ledger.witnessed().noted(entry.change(), table))
                .sum();
    }

    private boolean mayLook(TableUnderChange table) {
        return jdbc.sql("select has_table_privilege(:table::oid, 'select')")
                .param("table", table.oid())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private static Stream<ColumnStatus> columns(TableUnderChange table) {
        return table.columns().stream()
                .map(column -> new ColumnStatus(
                        table.name().toString(), column.column().name(), column.oldType(), column.newType()));
    }

    private static String joinColumns(List<TableUnderChange> tables, Function<ColumnChange, String> part) {
        return join(tables, table -> table.columns().stream().map(part));
    }

    private static String join(List<TableUnderChange> tables, Function<TableUnderChange, Stream<String>> parts) {
        return tables.stream().flatMap(parts).collect(Collectors.joining(", "));
    }

    private List<PhaseStatus> phases(String change) {
        Set<Long> atWork = Lease.runsAtWork(ledger.database());
        return jdbc.sql(RUNS)
                .param("change", change)
                .query((row, number) -> {
                    Double seconds = (Double) row.getObject("seconds");
                    boolean running = seconds == null && atWork.contains(row.getLong("id"));
                    return new PhaseStatus(
                            row.getString("command"),
                            running ? "running" : row.getString("status"),
                            row.getTimestamp("started_at").toInstant(),
                            seconds);
                })
                .list();
    }
}
