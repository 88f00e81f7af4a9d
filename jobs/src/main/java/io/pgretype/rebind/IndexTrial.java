package io.pgretype.rebind;

import io.pgretype.catalog.PlainStatement;
import io.pgretype.database.Attempt;
import io.pgretype.database.Database;
import io.pgretype.database.ServerRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the indexes and extended statistics of a materialized view can be made of the types that its columns will have. */
final class IndexTrial {

    private static final String TABLE = "pg_temp.pgretype_rows";

    /** Extended statistics need no name of their own here. */
    private static final String STATEMENTS = """
            select format(
                       'create %sindex on %s %s',
                       case when index.indisunique then 'unique ' end,
                       :table,
                       substr(definition, strpos(definition, ' USING ') + 1))
              from pg_index as index
             cross join lateral pg_get_indexdef(index.indexrelid) as definition
             where index.indrelid = :view
               and index.indisvalid
             union all
            select format(
                       'create statistics pg_temp.pgretype_statistics_%s on %s from %s',
                       oid,
                       pg_get_statisticsobjdef_columns(oid),
                       :table)
              from pg_statistic_ext
             where stxrelid = :view""";

    private final Database database;
    private final PlainStatement plain;

    IndexTrial(Database database) {
        this.database = database;
        this.plain = new PlainStatement(database);
    }

    /**
     * The server's words, if it refuses. To be called in a transaction that is rolled back.
     *
     * @param copy an empty view with the columns that it will have
     */
    Optional<String> refusal(View view, String copy) {
        List<String> statements = new ArrayList<>();
        statements.add("create temporary table %s (like %s)".formatted(TABLE, copy));
        statements.addAll(database.jdbc()
                .sql(STATEMENTS)
                .param("table", TABLE)
                .param("view", view.oid())
                .query(String.class)
                .list());
        statements.add("drop table " + TABLE);
        return Attempt.of(database, () -> plain.runAll(statements)).map(ServerRefusal::firstLine);
    }
}
