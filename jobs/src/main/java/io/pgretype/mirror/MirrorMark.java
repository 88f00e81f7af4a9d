package io.pgretype.mirror;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A short text that changes whenever somebody touches the mirror: disables and enables it again, drops and makes it,
 * edits its function. Whoever finds the same mark again knows that the mirror was never away in between.
 *
 * <p>It is made of the catalog rows' own versions. PostgreSQL keeps a version's xmin also when it is frozen, so vacuum
 * does not change it; if something else does, that is a false alarm and costs a verification.
 */
public final class MirrorMark {

    private final JdbcClient jdbc;

    public MirrorMark(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty if there is no mirror. Takes no lock. */
    public Optional<String> of(String change, TableUnderChange table, Direction direction) {
        Mirror mirror = new Mirror(change, table);
        return jdbc.sql("""
                        select concat_ws(
                                   ' ', trigger.oid, trigger.xmin, trigger.tgenabled, function.oid, function.xmin)
                          from pg_trigger as trigger
                          join pg_proc as function
                            on function.oid = trigger.tgfoid
                          join pg_namespace as namespace
                            on namespace.oid = function.pronamespace
                         where trigger.tgrelid = :table
                           and trigger.tgname = :trigger
                           and namespace.nspname = :schema
                           and function.proname = :function""")
                .param("table", table.oid())
                .param("trigger", Mirror.TRIGGER.name())
                .param("schema", mirror.function(direction).schema().name())
                .param("function", mirror.function(direction).name().name())
                .query(String.class)
                .optional();
    }
}
