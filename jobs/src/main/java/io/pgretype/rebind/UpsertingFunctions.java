package io.pgretype.rebind;

import io.pgretype.catalog.QualifiedNames;
import io.pgretype.change.Identifier;
import io.pgretype.database.Database;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Functions that depend on columns although their definitions do not mention them: a parsed INSERT … ON CONFLICT DO UPDATE
 * depends on all columns that its table had at that time. They must be without their bodies while such a column is dropped.
 */
public final class UpsertingFunctions {

    private static final String FOUND = """
            select distinct depend.objid
              from pg_catalog.pg_depend as depend
              join pg_catalog.pg_attribute as attribute
                on attribute.attrelid = depend.refobjid
               and attribute.attnum = depend.refobjsubid
              join pg_catalog.pg_proc as function
                on function.oid = depend.objid
             where depend.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
               and depend.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
               and depend.refobjid = :table
               and attribute.attname in (:columns)
               and function.prosqlbody is not null
               and not exists (
                   select
                     from pg_catalog.unnest(array[:columns]) as doomed (name)
                    where pg_catalog.strpos(pg_catalog.pg_get_functiondef(function.oid), doomed.name) > 0)""";

    private final List<Bound> functions;
    private final Set<Long> oids;

    private UpsertingFunctions(Set<Long> oids, List<Bound> functions) {
        this.oids = Set.copyOf(oids);
        this.functions = List.copyOf(functions);
    }

    /** Those that depend on any of the columns of the table. Takes no lock. */
    public static UpsertingFunctions of(Database database, long table, List<Identifier> columns) {
        Set<Long> oids = new TreeSet<>(database.jdbc()
                .sql(FOUND)
                .param("table", table)
                .param("columns", columns.stream().map(Identifier::name).toList())
                .query(Long.class)
                .list());
        return new UpsertingFunctions(
                oids,
                oids.isEmpty()
                        ? List.of()
                        : new QualifiedNames(database)
                                .read(() -> new BoundFunctions(database.jdbc(), Remembered.NOTHING).of(oids, oids)));
    }

    public boolean contain(String catalog, long oid) {
        return catalog.equals("pg_proc") && oids.contains(oid);
    }

    /** Statements for before the columns are dropped, in the same transaction. */
    public List<String> loosen() {
        return functions.stream()
                .flatMap(function -> function.loosen().stream())
                .toList();
    }

    /** Statements for after that. */
    public List<String> bind() {
        return functions.stream().flatMap(function -> function.bind().stream()).toList();
    }
}
