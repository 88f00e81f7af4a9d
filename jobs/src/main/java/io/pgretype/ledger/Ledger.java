package io.pgretype.ledger;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.KnownViews;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.catalog.TablesOnDisk;
import io.pgretype.change.Change;
import io.pgretype.database.Database;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that pgretype remembers: the changes and their phases here, each other kind of thing behind a door of its own. Writes
 * join the caller's transaction.
 */
public final class Ledger {

    private static final TypeReference<List<TableUnderChange>> TABLES = new TypeReference<>() {};

    private static final String OPEN_CHANGE = """
            insert into pgretype.change (name, phase, definition, definition_hash, tables, size_before)
            values (:name, 'PLANNED', :definition, :hash, :tables::jsonb, :size)
            on conflict (name) do update
               set definition = excluded.definition,
                   definition_hash = excluded.definition_hash,
                   tables = excluded.tables,
                   size_before = excluded.size_before""";

    private final Database database;
    private final JdbcClient jdbc;
    private final LedgerSchema schema;
    private final Transitions transitions;
    private final Controls controls;
    private final JsonMapper json = JsonMapper.builder()
            // Earlier releases did not number the tables.
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    public Ledger(Database database) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.schema = new LedgerSchema(database);
        this.controls = new Controls(database);
        this.transitions = new Transitions(database, controls);
    }

    /** Whose ledger it is: the tables under change are there too. */
    public Database database() {
        return database;
    }

    public LedgerSchema schema() {
        return schema;
    }

    public Transitions transitions() {
        return transitions;
    }

    public Controls controls() {
        return controls;
    }

    public Events events() {
        return new Events(database);
    }

    public Runs runs() {
        return new Runs(database);
    }

    public Holds holds() {
        return new Holds(database);
    }

    public LockLog lockLog() {
        return new LockLog(database);
    }

    public AttachedTwins attachedTwins() {
        return new AttachedTwins(database, twins());
    }

    public TwinRecords twins() {
        return new TwinRecords(database);
    }

    public RetiredDefaults retiredDefaults() {
        return new RetiredDefaults(database);
    }

    public Rebound rebound() {
        return new Rebound(database);
    }

    public ViewTwinRecords viewTwins() {
        return new ViewTwinRecords(database);
    }

    /**
     * What a swap of the change must know of views, and of what else is bound.
     *
     * @param until which columns the application writes until then
     */
    public KnownViews knownViews(String change, Direction until) {
        return new KnownViews(
                until == Direction.REVERSE ? rebound().of(change) : List.of(),
                viewTwins().of(change));
    }

    public WidenedSequences widenedSequences() {
        return new WidenedSequences(database);
    }

    public SequencePositions sequencePositions() {
        return new SequencePositions(database, schema);
    }

    public Verifications verifications() {
        return new Verifications(database);
    }

    public Witnessed witnessed() {
        return new Witnessed(database);
    }

    public Misfits misfits() {
        return new Misfits(database);
    }

    public WayBack wayBack() {
        return new WayBack(database);
    }

    public ReferenceRecords references() {
        return new ReferenceRecords(database, json);
    }

    public AppliedFiles appliedFiles() {
        return new AppliedFiles(database);
    }

    public SwappedTables swapped() {
        return new SwappedTables(database);
    }

    /** Empty for a change that was never expanded, and where there is no ledger yet. */
    public Optional<LedgerEntry> find(String change) {
        return schema.isInstalled()
                ? jdbc.sql("""
                                select name, phase, phase_since, definition, tables
                                  from pgretype.change
                                 where name = :change""").param("change", change).query(this::entry).optional()
                : Optional.empty();
    }

    public List<LedgerEntry> findAll() {
        return schema.isInstalled() ? jdbc.sql("""
                                select name, phase, phase_since, definition, tables
                                  from pgretype.change
                                 order by name""").query(this::entry).list() : List.of();
    }

    public LedgerEntry get(String change) {
        return find(change).orElseThrow(() -> new IllegalStateException("not in the ledger: " + change));
    }

    /**
     * The entry of a change that an operator names.
     *
     * @throws ProblemException {@code change-unknown}
     */
    public LedgerEntry known(String change) {
        return find(change)
                .orElseThrow(() -> new ProblemException(new Problem(
                        ProblemCode.CHANGE_UNKNOWN,
                        "The ledger does not know change '%s'.".formatted(change),
                        "it was never expanded in this database",
                        Problem.NOTHING_CHANGED,
                        "Type: ./pgretype plan %s, then ./pgretype expand %s.".formatted(change, change))));
    }

    /** The phase of a change, {@link Phase#PLANNED} where the ledger does not know it. */
    public Phase phase(String change) {
        return schema.isInstalled() ? transitions.phase(change) : Phase.PLANNED;
    }

    /**
     * The phase of a change once no transaction is under way any more that moves it: the server may still commit what a
     * process asked for that has lost its connection or its life.
     *
     * @throws org.springframework.dao.DataAccessException if that transaction does not end within half a minute
     */
    public Phase settledPhase(String change) {
        transitions.awaitCommit(change);
        return phase(change);
    }

    /**
     * A change's definition and what expand makes of it, ready to be written: under the lock every millisecond counts.
     *
     * @param size of the tables with their indexes, in bytes
     */
    public record Opening(Change change, String tables, long size) {}

    public Opening prepare(Change change, List<TableUnderChange> tables) {
        return new Opening(change, json.writeValueAsString(tables), TablesOnDisk.bytes(jdbc, tables));
    }

    /** Writes a change's definition and what expand made of it; an abandoned one begins again. */
    public void open(Opening opening) {
        jdbc.sql(OPEN_CHANGE)
                .param("name", opening.change().name())
                .param("definition", opening.change().definition())
                .param("hash", opening.change().hash())
                .param("tables", opening.tables())
                .param("size", opening.size())
                .update();
    }

    private LedgerEntry entry(ResultSet row, int number) throws SQLException {
        String change = row.getString("name");
        Phase phase = Phase.valueOf(row.getString("phase"));
        return new LedgerEntry(
                change,
                phase,
                row.getTimestamp("phase_since").toInstant(),
                row.getString("definition"),
                json.readValue(row.getString("tables"), TABLES),
                phase == Phase.PARTLY_CUT_OVER ? swapped().of(change).keySet() : Set.of());
    }
}
