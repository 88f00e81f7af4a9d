package io.pgretype.rebind;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which objects of a catalog depend on anchors, be it by way of a key. */
final class Dependence {

    private static final long NO_OBJECT = 0;

    private static final String ON_COLUMNS = """
            select distinct depend.objid
              from pg_catalog.pg_depend as depend
             where depend.classid = cast(:catalog as pg_catalog.regclass)
               and depend.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
               and ((depend.refobjid, depend.refobjsubid) in (:columns)
                    or depend.refobjid in (:relations))""";

    /** Group by it, or on conflict on constraint. */
    private static final String ON_KEYS = """
            select distinct depend.objid
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

    /**
     * What was found.
     *
     * @param oids never empty: 0 is among them
     * @param toLoosen those that stand in the way of the swap itself: they depend on a relation that goes, or on a key,
     *     which may be dropped and made again
     */
    record Found(List<Long> oids, Set<Long> toLoosen) {

        Found {
            oids = List.copyOf(oids);
            toLoosen = Set.copyOf(toLoosen);
        }
    }

    Found on(List<Anchor> anchors, String catalog) {
        List<Long> onColumns = ask(ON_COLUMNS, anchors, catalog);
        List<Long> onKeys = ask(ON_KEYS, anchors, catalog);
        boolean relationsGo = anchors.stream().anyMatch(Anchor::isWhole);
        return new Found(
                Stream.of(List.of(NO_OBJECT), onColumns, onKeys)
                        .flatMap(List::stream)
                        .distinct()
                        .toList(),
                Stream.concat(relationsGo ? onColumns.stream() : Stream.empty(), onKeys.stream())
                        .collect(Collectors.toSet()));
    }

    private List<Long> ask(String sql, List<Anchor> anchors, String catalog) {
        List<Object[]> columns = Stream.concat(
                        Stream.<Object[]>of(new Object[] {NO_OBJECT, 0}),
                        anchors.stream().flatMap(anchor -> anchor.columns().stream()
                                .map(column -> new Object[] {anchor.relation(), column})))
                .toList();
        List<Long> relations = Stream.concat(
                        Stream.of(NO_OBJECT),
                        anchors.stream().filter(Anchor::isWhole).map(Anchor::relation))
                .toList();
        return jdbc.sql(sql)
                .param("catalog", "pg_catalog." + catalog)
                .param("columns", columns)
                .param("relations", relations)
                .query(Long.class)
                .list();
    }
}
