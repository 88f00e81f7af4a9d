package io.pgretype.rebind;

import io.pgretype.change.QualifiedName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tables that publications send with a list of columns or a row filter. */
final class BoundPublications implements BoundKind {

    private static final String KNOWS_LISTS =
            "select pg_catalog.current_setting('server_version_num')::pg_catalog.int4 >= 150000";

    private static final String TABLES = """
            select relation.oid,
                   pg_catalog.format(
                       'publication %I, table %I.%I', publication.pubname, namespace.nspname, class.relname) as text,
                   pg_catalog.pg_get_userbyid(publication.pubowner) as owner,
                   namespace.nspname as schema,
                   class.relname as table,
                   pg_catalog.quote_ident(publication.pubname) as publication,
                   (select ' (' || pg_catalog.string_agg(pg_catalog.quote_ident(attname), ', ' order by attnum) || ')'
                      from pg_catalog.pg_attribute
                     where attrelid = class.oid
                       and attnum = any (relation.prattrs::pg_catalog.int2[])) as listed,
                   pg_catalog.pg_get_expr(relation.prqual, relation.prrelid) as filter
              from pg_catalog.pg_publication_rel as relation
              join pg_catalog.pg_publication as publication
                on publication.oid = relation.prpubid
              join pg_catalog.pg_class as class
                on class.oid = relation.prrelid
              join pg_catalog.pg_namespace as namespace
                on namespace.oid = class.relnamespace
             where relation.oid in (:relations)
             order by text""";

    private final JdbcClient jdbc;
    private final Remembered remembered;

    BoundPublications(JdbcClient jdbc, Remembered remembered) {
        this.jdbc = jdbc;
        this.remembered = remembered;
    }

    @Override
    public List<Bound> to(List<Anchor> anchors) {
        List<Anchor> columns =
                anchors.stream().filter(anchor -> !anchor.isWhole()).toList();
        return jdbc.sql(KNOWS_LISTS).query(Boolean.class).single()
                ? jdbc.sql(TABLES)
                        .param(
                                "relations",
                                new Dependence(jdbc)
                                        .on(columns, "pg_publication_rel")
                                        .oids())
                        .query((row, number) -> bound(row))
                        .list()
                : List.of();
    }

    /** No row is written between the two statements. A temporary table cannot be published: just the filter is tried. */
    private Bound bound(ResultSet row) throws SQLException {
        String text = row.getString("text");
        QualifiedName table = QualifiedName.of(row.getString("schema"), row.getString("table"));
        String listed = row.getString("listed");
        String filter = row.getString("filter");
        String alter = "alter publication " + row.getString("publication");
        return new Bound(
                new BoundObject(text, row.getString("owner")),
                filter == null ? "" : filter,
                List.of(table),
                List.of(),
                List.of(
                        "%s drop table %s".formatted(alter, table.sql()),
                        "%s add table %s%s%s"
                                .formatted(
                                        alter,
                                        table.sql(),
                                        listed == null ? "" : listed,
                                        filter == null ? "" : " where (" + remembered.wording(text, filter) + ")")),
                filter == null
                        ? List.of()
                        : List.of("select from %s where %s"
                                .formatted(EmptyCopies.of(table).sql(), filter)));
    }
}
