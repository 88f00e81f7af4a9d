package io.pgretype.catalog;

import io.pgretype.change.Identifier;
import io.pgretype.change.Move;
import io.pgretype.change.QualifiedName;
import io.pgretype.change.TableChange;
import io.pgretype.database.Database;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes of a table's part in a change all that the phases need to know of it. */
public final class TableReader {

    private final JdbcClient jdbc;
    private final QualifiedNames names;
    private final WalkableKeys keys;
    private final ConversionProbe probe;

    public TableReader(Database database) {
        this.jdbc = database.jdbc();
        this.names = new QualifiedNames(database);
        this.keys = new WalkableKeys(jdbc);
        this.probe = new ConversionProbe(database);
    }

    /**
     * Reads the table and asks PostgreSQL what the conversions mean. Locks the table ACCESS SHARE for a moment.
     *
     * @throws ProblemException {@code table-missing}, {@code column-missing}, {@code no-key}, {@code type-unknown},
     *     {@code conversion-invalid}, {@code conversion-by-setting}, {@code way-back-missing}
     */
    public TableUnderChange read(TableChange change) {
        long oid = oid(change.table()).orElseThrow(() -> missing(change.table()));
        Map<Identifier, OldColumn> columns = names.read(() -> columns(oid));
        for (Move move : change.moves()) {
            if (!columns.containsKey(move.column())) {
                throw missing(change.table(), move.column(), columns);
            }
        }
        List<Identifier> changed = change.moves().stream().map(Move::column).toList();
        KeyColumns key = keys.best(oid, changed).orElseThrow(() -> noKey(change.table()));
        return new TableUnderChange(oid, change.table(), key, probe.columnChanges(change, columns));
    }

    public Optional<Long> oid(QualifiedName table) {
        return jdbc.sql("""
                        select class.oid
                          from pg_class as class
                          join pg_namespace as namespace
                            on namespace.oid = class.relnamespace
                         where namespace.nspname = :schema
                           and class.relname = :name""")
                .param("schema", table.schema().name())
                .param("name", table.name().name())
                .query(Long.class)
                .optional();
    }

    private Map<Identifier, OldColumn> columns(long oid) {
        return jdbc
                .sql("""
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
                           and not attribute.attisdropped""")
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

    private static ProblemException missing(QualifiedName table) {
        return new ProblemException(new Problem(
                ProblemCode.TABLE_MISSING,
                "There is no table %s in this database.".formatted(table),
                "not in pg_class",
                Problem.NOTHING_CHANGED,
                "Correct 'table:' in the change file, or connect to the right database."));
    }

    private static ProblemException missing(
            QualifiedName table, Identifier column, Map<Identifier, OldColumn> columns) {
        String have = columns.keySet().stream().sorted().map(Identifier::name).collect(Collectors.joining(", "));
        return new ProblemException(new Problem(
                ProblemCode.COLUMN_MISSING,
                "Table %s has no column %s.".formatted(table, column),
                "its columns are " + have,
                Problem.NOTHING_CHANGED,
                "Correct the column's name in the change file."));
    }

    private static ProblemException noKey(QualifiedName table) {
        return new ProblemException(new Problem(
                ProblemCode.NO_KEY,
                "Table %s cannot be walked.".formatted(table),
                "it has no primary key and no valid unique index over NOT NULL columns",
                Problem.NOTHING_CHANGED,
                "Create one: create unique index concurrently … on %s (…), with NOT NULL columns.".formatted(table)));
    }
}
