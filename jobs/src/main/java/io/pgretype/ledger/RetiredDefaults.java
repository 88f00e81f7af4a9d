package io.pgretype.ledger;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.database.Database;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The defaults that the old columns had at cutover, for the way back. */
public final class RetiredDefaults {

    private static final String DEFAULTS = """
            select column_name, expression
              from pgretype.retired_default
             where change = :change
               and table_name = :table""";

    private static final String FORGET = """
            delete from pgretype.retired_default
             where change = :change
               and table_name = :table""";

    private static final String KEEP = """
            insert into pgretype.retired_default (change, table_name, column_name, expression)
            values (:change, :table, :column, :expression)""";

    private final JdbcClient jdbc;

    RetiredDefaults(Database database) {
        this.jdbc = database.jdbc();
    }

    /** Expressions by the columns' own names. */
    public Map<Identifier, String> of(String change, TableUnderChange table) {
        Map<Identifier, String> defaults = new HashMap<>();
        jdbc.sql(DEFAULTS)
                .param("change", change)
                .param("table", table.name().sql())
                .query(row -> {
                    defaults.put(Identifier.of(row.getString("column_name")), row.getString("expression"));
                });
        return defaults;
    }

    /** Replaces what was kept of an earlier cutover. */
    public void keep(String change, TableUnderChange table, Map<Identifier, String> defaults) {
        jdbc.sql(FORGET)
                .param("change", change)
                .param("table", table.name().sql())
                .update();
        defaults.forEach((column, expression) -> jdbc.sql(KEEP)
                .param("change", change)
                .param("table", table.name().sql())
                .param("column", column.name())
                .param("expression", expression)
                .update());
    }
}
