package io.pgretype.rebind;

import io.pgretype.change.QualifiedName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rules of tables and views, those that make a view aside. One is replaced, and so keeps its comment and whether it is enabled. */
final class BoundRules implements BoundKind {

    /** The pretty definition names the relation as the search_path has it, the other one always with its schema. */
    private static final String RULES = """
            select rule.oid,
                   pg_catalog.format('rule %I on %I.%I', rule.rulename, namespace.nspname, class.relname) as text,
                   pg_catalog.pg_get_userbyid(class.relowner) as owner,
                   namespace.nspname as schema,
                   class.relname as relation,
                   class.relkind in ('r', 'p') as of_table,
                   pg_catalog.pg_table_is_visible(class.oid) as can_be_tried,
                   pg_catalog.format(
                       'create or replace rule %I as on %s to %I.%I do instead nothing',
                       rule.rulename,
                       case rule.ev_type when '2' then 'update' when '3' then 'insert' else 'delete' end,
                       namespace.nspname,
                       class.relname) as without_action,
                   pg_catalog.regexp_replace(
                       pg_catalog.rtrim(pg_catalog.pg_get_ruledef(rule.oid), E';\\n '), '^CREATE', 'create or replace')
                       as definition,
                   pg_catalog.rtrim(pg_catalog.pg_get_ruledef(rule.oid, true), E';\\n ') as trial
              from pg_catalog.pg_rewrite as rule
              join pg_catalog.pg_class as class
                on class.oid = rule.ev_class
              join pg_catalog.pg_namespace as namespace
                on namespace.oid = class.relnamespace
             where rule.oid in (:rules)
               and rule.rulename <> '_RETURN'
               -- Those of a relation that goes, go with it.
               and rule.ev_class not in (:gone)
             order by text""";

    private final JdbcClient jdbc;
    private final Remembered remembered;

    BoundRules(JdbcClient jdbc, Remembered remembered) {
        this.jdbc = jdbc;
        this.remembered = remembered;
    }

    @Override
    public List<Bound> to(List<Anchor> anchors) {
        Dependence.Found found = new Dependence(jdbc).on(anchors, "pg_rewrite");
        Set<Long> gone = Stream.concat(
                        Stream.of(0L), anchors.stream().filter(Anchor::isWhole).map(Anchor::relation))
                .collect(Collectors.toSet());
        return jdbc.sql(RULES)
                .param("rules", found.oids())
                .param("gone", gone)
                .query((row, number) -> bound(row, found.toLoosen().contains(row.getLong("oid"))))
                .list();
    }

    /** A view is locked by the statement: LOCK would lock all its tables too. */
    private Bound bound(ResultSet row, boolean loosen) throws SQLException {
        String text = row.getString("text");
        String definition = row.getString("definition");
        QualifiedName relation = QualifiedName.of(row.getString("schema"), row.getString("relation"));
        return new Bound(
                new BoundObject(text, row.getString("owner")),
                definition,
                row.getBoolean("of_table") ? List.of(relation) : List.of(),
                loosen ? List.of(row.getString("without_action")) : List.of(),
                List.of(remembered.wording(text, definition)),
                row.getBoolean("can_be_tried")
                        ? List.of(EmptyCopies.ifMissing(relation), row.getString("trial"))
                        : List.of());
    }
}
