package io.pgretype.rebind;

import io.pgretype.change.QualifiedName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Row security policies, of the tables themselves and of others whose conditions ask them. */
final class BoundPolicies implements BoundKind {

    private static final String POLICIES = """
            select policy.oid,
                   pg_catalog.format('policy %I on %I.%I', policy.polname, namespace.nspname, class.relname) as text,
                   pg_catalog.pg_get_userbyid(class.relowner) as owner,
                   namespace.nspname as schema,
                   class.relname as table,
                   pg_catalog.quote_ident(policy.polname) as name,
                   case policy.polcmd
                       when 'r' then 'select'
                       when 'a' then 'insert'
                       when 'w' then 'update'
                       when 'd' then 'delete'
                       else 'all'
                   end as command,
                   pg_catalog.concat(
                       ' using (' || pg_catalog.pg_get_expr(policy.polqual, policy.polrelid) || ')',
                       ' with check (' || pg_catalog.pg_get_expr(policy.polwithcheck, policy.polrelid) || ')')
                       as conditions,
                   pg_catalog.concat(
                       case when policy.polqual is not null then ' using (false)' end,
                       case when policy.polwithcheck is not null then ' with check (false)' end)
                       as no_conditions
              from pg_catalog.pg_policy as policy
              join pg_catalog.pg_class as class
                on class.oid = policy.polrelid
              join pg_catalog.pg_namespace as namespace
                on namespace.oid = class.relnamespace
             where policy.oid in (:policies)
             order by 1""";

    private final JdbcClient jdbc;
    private final Remembered remembered;

    BoundPolicies(JdbcClient jdbc, Remembered remembered) {
        this.jdbc = jdbc;
        this.remembered = remembered;
    }

    @Override
    public List<Bound> to(List<Anchor> anchors) {
        Dependence.Found found = new Dependence(jdbc).on(anchors, "pg_policy");
        return jdbc.sql(POLICIES)
                .param("policies", found.oids())
                .query((row, number) -> bound(row, found.toLoosen().contains(row.getLong("oid"))))
                .list();
    }

    /** Nobody else sees that the conditions are away: the statements are of one transaction, which has locked the table. */
    private Bound bound(ResultSet row, boolean loosen) throws SQLException {
        String text = row.getString("text");
        String conditions = row.getString("conditions");
        QualifiedName table = QualifiedName.of(row.getString("schema"), row.getString("table"));
        String alter = "alter policy %s on %s".formatted(row.getString("name"), table.sql());
        return new Bound(
                new BoundObject(text, row.getString("owner")),
                conditions,
                List.of(table),
                loosen ? List.of(alter + row.getString("no_conditions")) : List.of(),
                List.of(alter + remembered.wording(text, conditions)),
                List.of(
                        EmptyCopies.ifMissing(table),
                        "create policy %s on %s for %s%s"
                                .formatted(
                                        row.getString("name"),
                                        EmptyCopies.of(table).sql(),
                                        row.getString("command"),
                                        conditions)));
    }
}
