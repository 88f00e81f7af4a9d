package io.pgretype.rebind;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which objects of a catalog depend on anchors, be it by way of a key. */
final class Dependence {

    private static final long NO_OBJECT = 0;

    private static final String DEPENDENT = """
            select depend.objid
              from pg_catalog.pg_depend as depend
             where depend.classid = cast(:catalog as pg_catalog.regclass)
               and depend.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
               and ((depend.refobjid, depend.refobjsubid) in (:columns)
                    or depend.refobjid in (:relations))
             union
            -- Group by it, or on conflict on constraint.
            select depend.objid
              from pg_catalog.pg_depend as depend
              join pg_catalog.pg_constraint as key
                on key.oid = depend.refobjid
             cross join lateral unnest(key.conkey) as key_column (number)
             where depend.classid = cast(:catalog as pg_catalog.regclass)
               and depend.refclassid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
               and depend.deptype = 'n'
               and key.contype in ('p', 'u')
               and (key.conrelid, key_column.number) in (:columns)""";

    private final JdbcClient jdbc;

    Dependence(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The oids of those, and 0, so that the list is never empty. */
    List<Long> on(List<Anchor> anchors, String catalog) {
        List<Object[]> columns = Stream.concat(
                        Stream.<Object[]>of(new Object[] {NO_OBJECT, 0}),
                        anchors.stream().flatMap(anchor -> anchor.columns().stream()
                                .map(column -> new Object[] {anchor.relation(), column})))
                .toList();
        List<Long> relations = Stream.concat(
                        Stream.of(NO_OBJECT),
                        anchors.stream()
                                .filter(anchor -> anchor.columns().isEmpty())
                                .map(Anchor::relation))
                .toList();
        Stream<Long> found = jdbc
                .sql(DEPENDENT)
                .param("catalog", "pg_catalog." + catalog)
                .param("columns", columns)
                .param("relations", relations)
                .query(Long.class)
                .list()
                .stream();
        return Stream.concat(Stream.of(NO_OBJECT), found).toList();
    }
}
