package io.pgretype.cutover;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The columns' defaults, which stay with the name the application writes. */
final class Defaults {

    private final JdbcClient jdbc;
    private final TableUnderChange table;

    Defaults(JdbcClient jdbc, TableUnderChange table) {
        this.jdbc = jdbc;
        this.table = table;
    }

    record Default(ColumnChange column, String expression) {}

    /** Takes the defaults from the columns that the application wrote until now. */
    List<Default> take(Direction until) {
        List<Default> taken = new ArrayList<>();
        for (ColumnChange column : table.columns()) {
            Identifier written = written(column, until);
            jdbc.sql("""
                            select pg_get_expr(def.adbin, def.adrelid)
                              from pg_attrdef as def
                              join pg_attribute as attribute
                                on attribute.attrelid = def.adrelid
                               and attribute.attnum = def.adnum
                             where def.adrelid = :table
                               and attribute.attname = :column""")
                    .param("table", table.oid())
                    .param("column", written.name())
                    .query(String.class)
                    .optional()
                    .ifPresent(expression -> {
                        run("alter column %s drop default".formatted(written.sql()));
                        taken.add(new Default(column, expression));
                    });
        }
        return taken;
    }

    /** Gives them to the columns that the application writes from now on. */
    void give(List<Default> defaults, Direction from) {
        for (Default taken : defaults) {
            run("alter column %s set default %s"
                    .formatted(written(taken.column(), from).sql(), taken.expression()));
        }
    }

    private static Identifier written(ColumnChange column, Direction direction) {
        return direction == Direction.FORWARD ? column.oldName(direction) : column.newName(direction);
    }

    private void run(String action) {
        jdbc.sql("alter table %s %s".formatted(table.name().sql(), action)).update();
    }
}
