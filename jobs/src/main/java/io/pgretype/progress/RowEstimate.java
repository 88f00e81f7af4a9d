package io.pgretype.progress;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many rows a table has, from its statistics and its size, never by counting. */
public final class RowEstimate {

    private final JdbcClient jdbc;

    public RowEstimate(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** 0 for a table that is gone. */
    public long of(long table) {
        try {
            return bySize(table);
        } catch (DataAccessException e) {
            // Somebody holds the table for himself; whoever asks must not wait for that.
            return byStatistics(table);
        }
    }

    /**
     * As the planner does it: the rows a page that statistics know, times the pages there are now; for a table that was
     * never analyzed, as many rows as fit. ACCESS SHARE for its size.
     */
    private long bySize(long table) {
        return jdbc.sql("""
                        with patience as materialized (
                            select set_config('lock_timeout', '200ms', true)),
                        density as (
                            select class.oid,
                                   case
                                       when class.reltuples >= 0 and class.relpages > 0
                                       then class.reltuples / class.relpages
                                       -- Page and row headers as in the planner's estimate_rel_size; 32 for what has no
                                       -- fixed width.
                                       else (current_setting('block_size')::integer - 24) / (
                                               select 28 + coalesce(sum(case when attlen > 0 then attlen else 32 end), 0)
                                                 from pg_attribute
                                                where attrelid = class.oid
                                                  and attnum > 0
                                                  and not attisdropped)
                                   end as rows_a_page
                              from pg_class as class
                             where class.oid = :table)
                        select (rows_a_page * (pg_relation_size(oid) / current_setting('block_size')::integer))::bigint
                          from density
                         cross join patience""").param("table", table).query(Long.class).optional().orElse(0L);
    }

    private long byStatistics(long table) {
        return jdbc.sql("select greatest(reltuples, 0)::bigint from pg_class where oid = :table")
                .param("table", table)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }
}
