package io.pgretype.preflight;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.ForeignKey;
import io.pgretype.catalog.ForeignKey.Pair;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.catalog.QualifiedNames;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import io.pgretype.database.Database;
import io.pgretype.database.ServerRefusal;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.reference.Reference;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Foreign keys that cannot be carried: the types of their columns would not fit each other. Each is made between two empty
 * temporary tables whose columns have the types that they will have.
 */
final class ForeignKeyColumn {

    private static final QualifiedName CHILD = QualifiedName.of("pg_temp", "pgretype_child");
    private static final QualifiedName PARENT = QualifiedName.of("pg_temp", "pgretype_parent");

    private static final String TYPE = """
            select format_type(atttypid, atttypmod)
              from pg_attribute
             where attrelid = :table
               and attname = :column""";

    private final Database database;
    private final JdbcClient jdbc;
    private final PlainStatement plain;
    private final QualifiedNames names;

    ForeignKeyColumn(Database database) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.plain = new PlainStatement(database);
        this.names = new QualifiedNames(database);
    }

    List<Problem> refusals(List<Reference> references) {
        List<String> complaints = references.stream()
                .flatMap(reference -> complaint(reference).stream())
                .toList();
        return complaints.isEmpty()
                ? List.of()
                : List.of(new Problem(
                        ProblemCode.FOREIGN_KEY_COLUMN,
                        "Foreign keys do not work with the new types.",
                        String.join("; ", complaints),
                        Problem.NOTHING_CHANGED,
                        "Let the columns at both ends move in one change: name the referenced column in the change file too, and"
                                + " do not write references: leave."));
    }

    private Optional<String> complaint(Reference reference) {
        ForeignKey key = reference.original();
        List<String> childTypes = new ArrayList<>();
        List<String> parentTypes = new ArrayList<>();
        for (Pair pair : key.columns()) {
            childTypes.add(type(reference.referencing(), key.referencing(), pair.referencing()));
            parentTypes.add(type(reference.referenced(), key.referenced(), pair.referenced()));
        }
        try {
            database.runRolledBack(() -> make(key, childTypes, parentTypes));
            return Optional.empty();
        } catch (DataAccessException e) {
            SQLException refusal = ServerRefusal.of(e).error();
            return Optional.of("%s: %s"
                    .formatted(key.text(), String.valueOf(refusal.getMessage()).replaceAll("\\s+", " ")));
        }
    }

    private void make(ForeignKey key, List<String> childTypes, List<String> parentTypes) {
        plain.run("create temporary table %s (%s)".formatted(CHILD.name().sql(), columns(childTypes)));
        plain.run("create temporary table %s (%s, unique (%s))"
                .formatted(PARENT.name().sql(), columns(parentTypes), list(parentTypes.size())));
        plain.run("alter table %s add foreign key (%s) references %s (%s)"
                .formatted(
                        CHILD.sql(),
                        list(childTypes.size()),
                        PARENT.sql(),
                        list(key.columns().size())));
    }

    private static String columns(List<String> types) {
        return String.join(
                ", ",
                IntStream.range(0, types.size())
                        .mapToObj(i -> "c%d %s".formatted(i, types.get(i)))
                        .toList());
    }

    private static String list(int size) {
        return String.join(", ", IntStream.range(0, size).mapToObj(i -> "c" + i).toList());
    }

    private String type(@Nullable TableUnderChange table, ForeignKey.Table of, Identifier column) {
        return Stream.ofNullable(table)
                .flatMap(moved -> moved.columns().stream())
                .filter(move -> move.column().equals(column))
                .map(ColumnChange::newType)
                .findFirst()
                .orElseGet(() -> names.read(() -> jdbc.sql(TYPE)
                        .param("table", of.oid())
                        .param("column", column.name())
                        .query(String.class)
                        .single()));
    }
}
