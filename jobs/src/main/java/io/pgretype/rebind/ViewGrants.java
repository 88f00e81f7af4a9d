package io.pgretype.rebind;

import io.pgretype.catalog.GrantOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The privileges on a view and its columns, for one that has just been created in its place. Who grants as a member of the
 * owner does so as the owner; any other grantor this session becomes for a moment, and where it may not, the owner grants.
 */
final class ViewGrants {

    private static final String PRIVILEGES = """
            with item as (
                select null::name as column,
                       0 as number,
                       each.*
                  from pg_class as class
                 cross join aclexplode(class.relacl) with ordinality as each
                 where class.oid = :view
                 union all
                select attribute.attname,
                       attribute.attnum,
                       each.*
                  from pg_attribute as attribute
                 cross join aclexplode(attribute.attacl) with ordinality as each
                 where attribute.attrelid = :view)
            select quote_ident(item.column) as column,
                   case
                       when item.grantor <> class.relowner
                           and pg_has_role(
                               session_user,
                               item.grantor,
                               case
                                   when current_setting('server_version_num')::integer >= 160000 then 'SET'
                                   else 'MEMBER'
                               end)
                           and not pg_has_role(item.grantor, class.relowner, 'USAGE')
                           and has_schema_privilege(item.grantor, class.relnamespace, 'USAGE')
                       then quote_ident(pg_get_userbyid(item.grantor))
                   end as grantor,
                   case
                       when item.grantee = 0 then 'public'
                       else quote_ident(pg_get_userbyid(item.grantee))
                   end as grantee,
                   item.privilege_type as type,
                   item.is_grantable as grantable
              from item
              join pg_class as class
                on class.oid = :view
             order by item.number, item.ordinality""";

    /** What has just been created has what its creator's default privileges give; its owner has all, or what these say. */
    private static final String CLEARING = """
            with view as (
                select oid::regclass::text as name,
                       quote_ident(pg_get_userbyid(relowner)) as owner,
                       relnamespace,
                       relacl is null as plain
                  from pg_class
                 where oid = :view),
            by_default as (
                select item.grantee
                  from view
                  join pg_default_acl as defaults
                    on defaults.defaclrole = current_user::regrole
                   and defaults.defaclnamespace in (0, view.relnamespace)
                   and defaults.defaclobjtype = 'r'
                 cross join aclexplode(defaults.defaclacl) as item),
            part (place, sql) as (
                select distinct
                       1,
                       format(
                           'revoke all on table %s from %s',
                           view.name,
                           case
                               when grantee = 0 then 'public'
                               else quote_ident(pg_get_userbyid(grantee))
                           end)
                  from by_default
                 cross join view
                 where grantee <> current_user::regrole
                 union all
                select 2,
                       format('revoke all on table %s from %s', name, owner)
                  from view
                 where not plain
                    or exists (select from by_default)
                 union all
                select 3,
                       format('grant all on table %s to %s', name, owner)
                  from view
                 where plain
                   and exists (select from by_default))
            select sql
              from part
             order by place, sql""";

    private final JdbcClient jdbc;

    ViewGrants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param column null for the whole view
     * @param grantor whom to become for it; null for the owner
     */
    private record Privilege(
            @Nullable String column, @Nullable String grantor, String grantee, String type, boolean grantable) {

        String text() {
            return column == null ? type : "%s (%s)".formatted(type, column);
        }

        Privilege byOwner() {
            return new Privilege(column, null, grantee, type, grantable);
        }

        boolean mayFollow(List<Privilege> granted) {
            return grantor == null
                    || granted.stream()
                            .anyMatch(other -> other.grantable
                                    && other.type.equals(type)
                                    && other.grantee.equals(grantor)
                                    && (other.column == null || other.column.equals(column)));
        }
    }

    /** What one statement grants. */
    private record Grant(@Nullable String grantor, String grantee, boolean grantable) {

        List<String> statements(View view, List<String> types) {
            String sql = "grant %s on table %s to %s%s"
                    .formatted(
                            String.join(", ", types),
                            view.name().sql(),
                            grantee,
                            grantable ? " with grant option" : "");
            return grantor == null ? List.of(sql) : List.of("set local role " + grantor, sql, "reset role");
        }
    }

    /** Statements for after its owner is the one that it had. */
    List<String> of(View view) {
        List<String> statements = new ArrayList<>(
                jdbc.sql(CLEARING).param("view", view.oid()).query(String.class).list());
        Grant now = null;
        List<String> types = new ArrayList<>();
        for (Privilege privilege : inOrder(jdbc.sql(PRIVILEGES)
                .param("view", view.oid())
                .query(Privilege.class)
                .list())) {
            Grant next = new Grant(privilege.grantor(), privilege.grantee(), privilege.grantable());
            if (now != null && !now.equals(next)) {
                statements.addAll(now.statements(view, types));
                types.clear();
            }
            now = next;
            types.add(privilege.text());
        }
        if (now != null) {
            statements.addAll(now.statements(view, types));
        }
        return statements;
    }

    /** So that every grantor holds what he passes on before he does; where that cannot be, the owner grants. */
    private static List<Privilege> inOrder(List<Privilege> privileges) {
        GrantOrder<Privilege> order = GrantOrder.of(privileges, Privilege::mayFollow);
        return Stream.concat(order.ordered().stream(), order.left().stream().map(Privilege::byOwner))
                .toList();
    }
}
