package io.pgretype.ledger;

import io.pgretype.database.Database;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which tables of a change have been swapped: one after another where their types can be compared. */
public final class SwappedTables {

    private static final String SWAPPED = """
            insert into pgretype.swapped_table (change, table_oid, mark)
            values (:change, :table, :mark)""";

    private static final String SWAPPED_BACK = """
            delete from pgretype.swapped_table
             where change = :change
               and table_oid = :table""";

    private final JdbcClient jdbc;

    SwappedTables(Database database) {
        this.jdbc = database.jdbc();
    }

    /** How each one's mirror stood when it was swapped, by the table's oid. */
    public Map<Long, String> of(String change) {
        Map<Long, String> marks = new HashMap<>();
        jdbc.sql("select table_oid, mark from pgretype.swapped_table where change = :change")
                .param("change", change)
                .query(row -> {
                    marks.put(row.getLong("table_oid"), row.getString("mark"));
                });
        return marks;
    }

    /** In the swap's transaction. */
    public void swapped(String change, long table, String mark) {
        jdbc.sql(SWAPPED)
                .param("change", change)
                .param("table", table)
                .param("mark", mark)
                .update();
    }

    /** In the transaction that swaps it back. */
    public void swappedBack(String change, long table) {
        jdbc.sql(SWAPPED_BACK).param("change", change).param("table", table).update();
    }

    public void forget(String change) {
        jdbc.sql("delete from pgretype.swapped_table where change = :change")
                .param("change", change)
                .update();
    }
}
