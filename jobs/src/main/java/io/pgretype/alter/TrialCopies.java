package io.pgretype.alter;

import io.pgretype.catalog.ForeignKey;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import io.pgretype.database.Attempt;
import io.pgretype.database.Database;
import io.pgretype.database.ServerRefusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Empty temporary copies of tables with all that a change of a type may touch: indexes, constraints, defaults, and the foreign
 * keys between them. For a transaction that is rolled back; locks the tables themselves ACCESS SHARE.
 */
final class TrialCopies {

    /** LIKE would copy one that is not validated as if it were. */
    private static final String CHECKS = """
            select conname,
                   pg_get_constraintdef(oid) as definition
              from pg_constraint
             where conrelid = :table
               and contype = 'c'
             order by conname""";

    /** LIKE makes them in the order of the originals' numbers. */
    private static final String INDEXES = """
            select class.relname
              from pg_index as index
              join pg_class as class
                on class.oid = index.indexrelid
             where index.indrelid = :table
             order by class.oid""";

    private final Database database;
    private final JdbcClient jdbc;
    private final PlainStatement plain;
    private final Map<Long, TrialCopy> copies = new HashMap<>();

    TrialCopies(Database database) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.plain = new PlainStatement(database);
    }

    /**
     * One of them.
     *
     * @param oid its pg_class.oid
     * @param indexes the originals' names by those of its own indexes
     */
    record TrialCopy(long oid, QualifiedName name, Map<String, String> indexes) {}

    /** @param table the original's pg_class.oid */
    TrialCopy of(long table, QualifiedName original) {
        TrialCopy known = copies.get(table);
        if (known != null) {
            return known;
        }
        TrialCopy copy = make(table, original);
        copies.put(table, copy);
        return copy;
    }

    private TrialCopy make(long table, QualifiedName original) {
        QualifiedName name = QualifiedName.of("pg_temp", "pgretype_alter_" + table);
        plain.run(("create temporary table %s (like %s including defaults including generated including identity"
                        + " including indexes including storage)")
                .formatted(name.name().sql(), original.sql()));
        jdbc.sql(CHECKS)
                .param("table", table)
                .query((row, number) -> "alter table %s add constraint %s %s"
                        .formatted(
                                name.sql(),
                                Identifier.of(row.getString("conname")).sql(),
                                row.getString("definition")))
                .list()
                .forEach(plain::run);
        long oid = jdbc.sql("select cast(cast(:copy as regclass) as oid)")
                .param("copy", name.sql())
                .query(Long.class)
                .single();
        return new TrialCopy(oid, name, pairs(indexes(oid), indexes(table)));
    }

    /**
     * Makes it between the copies as it is between the originals, under the same name.
     *
     * @return why it cannot be made; empty if it was
     */
    Optional<String> add(ForeignKey key) {
        Map<Long, TrialCopy> before = Map.copyOf(copies);
        Optional<ServerRefusal> refusal = Attempt.of(database, () -> make(key));
        if (refusal.isPresent()) {
            copies.clear();
            copies.putAll(before);
        }
        return refusal.map(ServerRefusal::inOneLine);
    }

    private void make(ForeignKey key) {
        plain.run("alter table %s add constraint %s foreign key (%s) references %s (%s)"
                .formatted(
                        of(key.referencing()).name().sql(),
                        key.name().sql(),
                        columns(key, ForeignKey.Pair::referencing),
                        of(key.referenced()).name().sql(),
                        columns(key, ForeignKey.Pair::referenced)));
    }

    private TrialCopy of(ForeignKey.Table table) {
        return of(table.oid(), table.name());
    }

    private static String columns(ForeignKey key, Function<ForeignKey.Pair, Identifier> end) {
        return key.columns().stream().map(end).map(Identifier::sql).collect(Collectors.joining(", "));
    }

    private List<String> indexes(long table) {
        return jdbc.sql(INDEXES).param("table", table).query(String.class).list();
    }

    private static Map<String, String> pairs(List<String> copies, List<String> originals) {
        Map<String, String> pairs = new HashMap<>();
        for (int i = 0; i < Math.min(copies.size(), originals.size()); i++) {
            pairs.put(copies.get(i), originals.get(i));
        }
        return pairs;
    }
}
