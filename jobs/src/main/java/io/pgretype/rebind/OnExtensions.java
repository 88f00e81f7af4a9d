package io.pgretype.rebind;

import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** On which extensions objects depend, so that they go with them. Whatever replaces such an object forgets it. */
final class OnExtensions {

    private static final String STATEMENTS = """
            select pg_catalog.format('alter %s %s depends on extension %I', object.type, object.identity, extension.extname)
              from pg_catalog.pg_depend as depend
              join pg_catalog.pg_extension as extension
                on extension.oid = depend.refobjid
             cross join pg_catalog.pg_identify_object(depend.classid, depend.objid, 0) as object
             where depend.classid = cast(:catalog as pg_catalog.regclass)
               and depend.objid in (:objects)
               and depend.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
               and depend.deptype = 'x'
             order by object.identity, extension.extname""";

    private final JdbcClient jdbc;

    OnExtensions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Statements that say it again.
     *
     * @param catalog where the objects are: {@code pg_trigger}
     * @param objects their oids there
     */
    List<String> of(String catalog, Collection<Long> objects) {
        return objects.isEmpty()
                ? List.of()
                : jdbc.sql(STATEMENTS)
                        .param("catalog", "pg_catalog." + catalog)
                        .param("objects", objects)
                        .query(String.class)
                        .list();
    }
}
