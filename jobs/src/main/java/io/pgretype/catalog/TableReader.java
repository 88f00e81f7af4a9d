package io.pgretype.catalog;

import io.pgretype.change.Change;
import io.pgretype.change.Identifier;
import io.pgretype.change.Move;
import io.pgretype.change.QualifiedName;
import io.pgretype.change.TableChange;
import io.pgretype.database.Database;
import io.pgretype.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes of a table's part in a change all that the phases need to know of it. */
public final class TableReader {

    private static final String OID = """
            select class.oid
              from pg_class as class
              join pg_namespace as namespace
                on namespace.oid = class.relnamespace
             where namespace.nspname = :schema
               and class.relname = :name""";

    private static final String COLUMNS = """
            select attribute.attname,
                   format_type(attribute.atttypid, attribute.atttypmod) as type,
                   attribute.attnotnull,
                   attribute.attgenerated <> '' as generated,
                   case
                       when attribute.attcollation <> type.typcollation
                       then format('%I.%I', namespace.nspname, collation_.collname)
                   end as collation
              from pg_attribute as attribute
              join pg_type as type
                on type.oid = attribute.atttypid
              left join pg_collation as collation_
                on collation_.oid = attribute.attcollation
              left join pg_namespace as namespace
                on namespace.oid = collation_.collnamespace
             where attribute.attrelid = :oid
               and attribute.attnum > 0
               and not attribute.attisdropped""";

    private final JdbcClient jdbc;
    private final QualifiedNames names;
    private final WalkableKeys keys;
    private final BestKey bestKey;
    private final ConversionProbe probe;

    public TableReader(Database database) {
        this.jdbc = database.jdbc();
        this.names = new QualifiedNames(database);
        this.keys = new WalkableKeys(jdbc);
        this.bestKey = new BestKey(database);
        this.probe = new ConversionProbe(database);
    }

    /**
     * Reads the table and asks PostgreSQL what the conversions mean. Locks the table ACCESS SHARE for a moment.
     *
     * @param number its place among the change's tables, from 0
     * @throws ProblemException {@code table-missing}, {@code column-missing}, {@code no-key}, {@code type-unknown},
     *     {@code conversion-invalid}, {@code conversion-by-setting}, {@code way-back-missing}
     */
    public TableUnderChange read(TableChange change, int number) {
        long oid = oid(change.table()).orElseThrow(() -> tableMissing(change.table()));
        Map<Identifier, OldColumn> columns = names.read(() -> columns(oid));
        requireColumns(change, columns.keySet());
        boolean hasKey = keys.uniqueIndexes(oid).stream().anyMatch(UniqueIndex::isWalkable);
        List<ColumnChange> moves = probe.columnChanges(change, columns);
        KeyColumns key =
                hasKey ? bestKey.of(oid, moves).orElseThrow(() -> noKey(change.table(), oid)) : KeyColumns.ofPlace();
        return new TableUnderChange(oid, change.table(), key, moves, number);
    }

    /** All tables of a change, in the order of its file; as {@link #read} each. */
    public List<TableUnderChange> readAll(Change change) {
        List<TableUnderChange> tables = new ArrayList<>();
        for (TableChange table : change.tables()) {
            tables.add(read(table, tables.size()));
        }
        return tables;
    }

    public Optional<Long> oid(QualifiedName table) {
        return jdbc.sql(OID)
                .param("schema", table.schema().name())
                .param("name", table.name().name())
                .query(Long.class)
                .optional();
    }

    private Map<Identifier, OldColumn> columns(long oid) {
        return jdbc
                .sql(COLUMNS)
                .param("oid", oid)
                .query((row, number) -> new OldColumn(
                        Identifier.of(row.getString("attname")),
                        row.getString("type"),
                        row.getBoolean("attnotnull"),
                        row.getBoolean("generated"),
                        row.getString("collation")))
                .list()
                .stream()
                .collect(Collectors.toMap(OldColumn::name, Function.identity()));
    }

    private ProblemException tableMissing(QualifiedName table) {
        return new ProblemException(TableProblems.tableMissing(
                table,
                jdbc.sql("select quote_ident(current_database())")
                        .query(String.class)
                        .single()));
    }

    private static void requireColumns(TableChange change, Set<Identifier> columns) {
        List<String> missing = change.moves().stream()
                .map(Move::column)
                .filter(column -> !columns.contains(column))
                .map(Identifier::name)
                .toList();
        if (!missing.isEmpty()) {
            throw new ProblemException(TableProblems.columnsMissing(
                    change.table(),
                    missing,
                    columns.stream().sorted().map(Identifier::name).toList()));
        }
    }

    private ProblemException noKey(QualifiedName table, long oid) {
        return new ProblemException(TableProblems.noKey(table, keys.uniqueIndexes(oid)));
    }
}
