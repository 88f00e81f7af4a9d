package io.pgretype.ledger;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The values written after cutover that the old type cannot hold, as the reverse mirror noted them. */
public final class Misfits {

    private final JdbcClient jdbc;

    public Misfits(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    public long count(String change) {
        return jdbc.sql("select count(*) from pgretype.misfit where change = :change")
                .param("change", change)
                .query(Long.class)
                .single();
    }

    /** The first of them, in words. */
    public List<String> first(String change, int limit) {
        return jdbc.sql("""
                        select format('%s %s: %s', array_to_string(row_key, ', '), column_name, new_value)
                          from pgretype.misfit
                         where change = :change
                         order by noted_at
                         limit :limit""")
                .param("change", change)
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    public void forget(String change) {
        jdbc.sql("delete from pgretype.misfit where change = :change")
                .param("change", change)
                .update();
    }
}
