package io.pgretype.rebind;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Functions and procedures whose body was parsed when they were made: BEGIN ATOMIC, or RETURN. Other bodies go by names. */
final class BoundFunctions implements BoundKind {

    /** The definition has the function's schema always, and ends with the body and a line break. */
    private static final String FUNCTIONS = """
            select function.oid,
                   pg_catalog.format('%s %s', object.type, object.identity) as text,
                   pg_catalog.pg_get_userbyid(function.proowner) as owner,
                   definition,
                   pg_catalog.left(
                       definition,
                       pg_catalog.length(pg_catalog.rtrim(definition, E'\\n'))
                           - pg_catalog.length(pg_catalog.rtrim(pg_catalog.pg_get_function_sqlbody(function.oid), E'\\n')))
                       as head,
                   extension.statements as dependences
              from pg_catalog.pg_proc as function
             cross join pg_catalog.pg_identify_object(function.tableoid, function.oid, 0) as object
             cross join lateral pg_catalog.pg_get_functiondef(function.oid) as definition
             cross join lateral (
                 -- Replacing a function forgets them.
                 select coalesce(
                            pg_catalog.array_agg(pg_catalog.format(
                                'alter %s %s depends on extension %I', object.type, object.identity, extname)),
                            '{}') as statements
                   from pg_catalog.pg_depend as depend
                   join pg_catalog.pg_extension
                     on pg_extension.oid = depend.refobjid
                  where depend.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
                    and depend.objid = function.oid
                    and depend.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
                    and depend.deptype = 'x') as extension
             where function.oid in (:functions)
               and function.prosqlbody is not null
             order by text""";

    private final JdbcClient jdbc;

    BoundFunctions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Bound> to(List<Anchor> anchors) {
        Dependence.Found found = new Dependence(jdbc).on(anchors, "pg_proc");
        return of(found.oids(), found.toLoosen());
    }

    /** @param toLoosen those that must be without their bodies meanwhile */
    List<Bound> of(Collection<Long> oids, Set<Long> toLoosen) {
        return jdbc.sql(FUNCTIONS)
                .param("functions", oids)
                .query((row, number) -> bound(row, toLoosen.contains(row.getLong("oid"))))
                .list();
    }

    private static Bound bound(ResultSet row, boolean loosen) throws SQLException {
        String definition = row.getString("definition");
        List<String> bind = new ArrayList<>(List.of(definition));
        bind.addAll(Arrays.asList((String[]) row.getArray("dependences").getArray()));
        return new Bound(
                new BoundObject(row.getString("text"), row.getString("owner")),
                List.of(),
                loosen ? withoutBody(row.getString("head")) : List.of(),
                bind,
                // In a transaction that is rolled back: nobody sees it, and nobody waits who just calls it.
                List.of(definition));
    }

    /** Nobody else sees that the body is away. */
    private static List<String> withoutBody(String head) {
        return List.of("set local check_function_bodies = off", head + "as ''", "set local check_function_bodies = on");
    }
}
