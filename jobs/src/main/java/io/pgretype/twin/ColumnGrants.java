package io.pgretype.twin;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.twin.ColumnPrivilege.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The privileges on the old column, for the new one: granted by those who granted them. Who grants as a member of the
 * table's owner does so as the owner; any other grantor this session must become for a moment.
 */
public final class ColumnGrants {

    private static final String PRIVILEGES = """
            select class.relowner as owner,
                   quote_ident(pg_catalog.pg_get_userbyid(class.relowner)) as owner_name,
                   item.grantor,
                   quote_ident(pg_catalog.pg_get_userbyid(item.grantor)) as grantor_name,
                   item.grantee,
                   case
                       when item.grantee = 0 then 'public'
                       else quote_ident(pg_catalog.pg_get_userbyid(item.grantee))
                   end as grantee_name,
                   item.privilege_type,
                   item.is_grantable,
                   exists (
                       select
                         from pg_catalog.aclexplode(
                                  coalesce(class.relacl, pg_catalog.acldefault('r', class.relowner))) as of_table
                        where of_table.grantee = item.grantor
                          and of_table.privilege_type = item.privilege_type
                          and of_table.is_grantable) as grantor_holds_table,
                   pg_catalog.pg_has_role(
                           session_user,
                           item.grantor,
                           case
                               when pg_catalog.current_setting('server_version_num')::integer >= 160000 then 'SET'
                               else 'MEMBER'
                           end)
                       and not pg_catalog.pg_has_role(item.grantor, class.relowner, 'USAGE')
                       and pg_catalog.has_schema_privilege(item.grantor, class.relnamespace, 'USAGE') as repeatable
              from pg_catalog.pg_attribute as attribute
              join pg_catalog.pg_class as class
                on class.oid = attribute.attrelid
             cross join lateral pg_catalog.aclexplode(attribute.attacl) with ordinality as item
             where class.oid = :table
               and attribute.attname = :column
               and not attribute.attisdropped
             order by item.ordinality""";

    private final JdbcClient jdbc;

    public ColumnGrants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What gives the new column just the old one's privileges; nothing where it has them. To be run in one transaction,
     * one after the other. The new column need not exist yet.
     */
    public List<String> statements(TableUnderChange table, ColumnChange column) {
        List<String> statements = new ArrayList<>();
        Role now = null;
        for (Step step : steps(table, column)) {
            if (!Objects.equals(now, step.as)) {
                statements.add(step.as == null ? "reset role" : "set local role " + step.as.sql());
                now = step.as;
            }
            statements.add(step.sql);
        }
        if (now != null) {
            statements.add("reset role");
        }
        return statements;
    }

    /** Of these only what the owner grants: for a copy of the table, on which others hold nothing that they could pass on. */
    public List<String> byOwner(TableUnderChange table, ColumnChange column) {
        return steps(table, column).stream()
                .filter(step -> step.as == null)
                .map(Step::sql)
                .toList();
    }

    /** The same for people, one line a privilege. */
    List<String> missing(TableUnderChange table, ColumnChange column) {
        return steps(table, column).stream()
                .map(step -> step.as == null ? step.sql : "%s (by %s)".formatted(step.sql, step.as.sql()))
                .toList();
    }

    /** The old column's privileges that would get another grantor, for people. */
    public List<String> losingTheirGrantor(TableUnderChange table, ColumnChange column) {
        ColumnPrivileges copied = ColumnPrivileges.copied(
                read(table, column.column()), ColumnPrivileges.of(read(table, column.newColumn())));
        return read(table, column.column()).stream()
                .filter(privilege -> !copied.has(privilege))
                .map(privilege -> privilege.text(column.column().sql()))
                .toList();
    }

    /** @param as whom to become for it; null for the owner, whose member this session is */
    private record Step(@Nullable Role as, String sql) {}

    /** Grants first: what is revoked then takes nothing along that should stay. Last granted, first revoked. */
    private List<Step> steps(TableUnderChange table, ColumnChange column) {
        ColumnPrivileges there = ColumnPrivileges.of(read(table, column.newColumn()));
        ColumnPrivileges wanted = ColumnPrivileges.copied(read(table, column.column()), there);
        String object = "(%s) on table %s"
                .formatted(column.newColumn().sql(), table.name().sql());
        List<Step> steps = new ArrayList<>();
        for (ColumnPrivilege privilege : wanted.inOrder()) {
            if (!there.has(privilege) || (privilege.grantable() && !there.hasGrantable(privilege))) {
                String option = privilege.grantable() ? " with grant option" : "";
                steps.add(step("grant ", privilege, object, " to ", option));
            }
        }
        List<ColumnPrivilege> lastFirst = new ArrayList<>(there.inOrder());
        Collections.reverse(lastFirst);
        for (ColumnPrivilege privilege : lastFirst) {
            if (!wanted.has(privilege)) {
                steps.add(step("revoke ", privilege, object, " from ", ""));
            } else if (privilege.grantable() && !wanted.hasGrantable(privilege)) {
                steps.add(step("revoke grant option for ", privilege, object, " from ", ""));
            }
        }
        return steps;
    }

    private static Step step(String verb, ColumnPrivilege privilege, String object, String preposition, String option) {
        return new Step(
                privilege.isByOwner() || !privilege.repeatable() ? null : privilege.grantor(),
                verb + privilege.type() + " " + object + preposition
                        + privilege.grantee().sql() + option);
    }

    private List<ColumnPrivilege> read(TableUnderChange table, Identifier column) {
        return jdbc.sql(PRIVILEGES)
                .param("table", table.oid())
                .param("column", column.name())
                .query((row, number) -> new ColumnPrivilege(
                        role(row, "owner"),
                        role(row, "grantor"),
                        role(row, "grantee"),
                        row.getString("privilege_type"),
                        row.getBoolean("is_grantable"),
                        row.getBoolean("grantor_holds_table"),
                        row.getBoolean("repeatable")))
                .list();
    }

    private static Role role(ResultSet row, String name) throws SQLException {
        return new Role(row.getLong(name), row.getString(name + "_name"));
    }
}
