package io.pgretype.plan;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.twin.ColumnGrants;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Privileges on the column that the new one gets from its owner, because we may not become who granted them. */
final class GrantorsLost implements Notice {

    private final ColumnGrants grants;

    GrantorsLost(JdbcClient jdbc) {
        this.grants = new ColumnGrants(jdbc);
    }

    @Override
    public String title() {
        return "privileges on columns get another grantor";
    }

    @Override
    public List<String> lines(TableUnderChange table) {
        return Notice.named(
                "this role may not become the grantor of these privileges, so the table's owner grants them on the new column"
                        + " (a superuser keeps the grantors, and so does a member of theirs)",
                table.columns().stream()
                        .flatMap(column -> grants.losingTheirGrantor(table, column).stream())
                        .toList());
    }
}
