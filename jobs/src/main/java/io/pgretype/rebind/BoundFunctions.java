package io.pgretype.rebind;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
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
                       as head
              from pg_catalog.pg_proc as function
             cross join pg_catalog.pg_identify_object(function.tableoid, function.oid, 0) as object
             cross join lateral pg_catalog.pg_get_functiondef(function.oid) as definition
             where function.oid in (:functions)
               and function.prosqlbody is not null
             order by text""";

    private final JdbcClient jdbc;
    private final OnExtensions extensions;
    private final Remembered remembered;

    BoundFunctions(JdbcClient jdbc, Remembered remembered) {
        this.jdbc = jdbc;
        this.extensions = new OnExtensions(jdbc);
        this.remembered = remembered;
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
                .query((row, number) -> bound(row, toLoosen))
                .list();
    }

    private Bound bound(ResultSet row, Set<Long> toLoosen) throws SQLException {
        long oid = row.getLong("oid");
        String text = row.getString("text");
        String definition = row.getString("definition");
        String head = row.getString("head");
        String body = definition.substring(head.length());
        List<String> bind = new ArrayList<>(List.of(head + remembered.wording(text, body)));
        bind.addAll(extensions.of("pg_proc", List.of(oid)));
        return new Bound(
                new BoundObject(text, row.getString("owner")),
                body,
                List.of(),
                toLoosen.contains(oid) ? withoutBody(head) : List.of(),
                bind,
                // In a transaction that is rolled back: nobody sees it, and nobody waits who just calls it.
                List.of(definition));
    }

    /** Nobody else sees that the body is away. */
    private static List<String> withoutBody(String head) {
        return List.of("set local check_function_bodies = off", head + "as ''", "set local check_function_bodies = on");
    }
}
