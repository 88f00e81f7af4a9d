package io.pgretype.ledger;

import io.pgretype.change.Limit;
import io.pgretype.change.Limits;
import io.pgretype.database.Database;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What operators ask of a change, from any process; remembered until they take it back. */
public final class Controls {

    /** Workers ask between two chunks, and must not wait long for an answer. */
    private static final int PATIENCE_SECONDS = 2;

    private static final String ASKED = """
            select null as name, null as value, paused_by as who, paused_at as since
              from pgretype.control
             where change = :change
               and paused_at is not null
            union all
            select name, value, set_by, set_at
              from pgretype.operator_limit
             where change = :change""";

    private static final String PAUSE = """
            insert into pgretype.control as old (change, paused_at, paused_by)
            values (:change, clock_timestamp(), session_user)
            on conflict (change) do update
               set paused_at = excluded.paused_at,
                   paused_by = excluded.paused_by
             where old.paused_at is null""";

    private static final String SET_LIMITS = """
            insert into pgretype.operator_limit (change, name, value)
            select :change, wanted.name, wanted.value
              from unnest(:names::text[], :values::bigint[]) as wanted (name, value)
            on conflict (change, name) do update
               set value = excluded.value,
                   set_at = excluded.set_at,
                   set_by = excluded.set_by""";

    private final JdbcClient jdbc;

    Controls(Database database) {
        JdbcTemplate template = new JdbcTemplate(database.dataSource());
        template.setQueryTimeout(PATIENCE_SECONDS);
        this.jdbc = JdbcClient.create(template);
    }

    /** Who wants something, and since when. */
    public record Wish(String who, Instant since) {}

    /**
     * All that operators ask of a change.
     *
     * @param pause empty: it may run
     * @param limits what they have set over the change file
     * @param wishes who has set each of these limits
     */
    public record Asked(Optional<Wish> pause, Limits limits, Map<Limit, Wish> wishes) {

        public static final Asked NOTHING = new Asked(Optional.empty(), Limits.DEFAULTS, Map.of());

        public Asked {
            wishes = Map.copyOf(wishes);
        }
    }

    /** One statement: it is read before every chunk. */
    public Asked read(String change) {
        List<Row> rows = jdbc.sql(ASKED)
                .param("change", change)
                .query((row, number) -> new Row(
                        row.getString("name"),
                        row.getObject("value", Long.class),
                        new Wish(row.getString("who"), row.getTimestamp("since").toInstant())))
                .list();
        return asked(rows);
    }

    private record Row(@Nullable String name, @Nullable Long value, Wish wish) {}

    private static Asked asked(List<Row> rows) {
        Wish pause = null;
        Map<Limit, OptionalLong> limits = new EnumMap<>(Limit.class);
        Map<Limit, Wish> wishes = new EnumMap<>(Limit.class);
        for (Row row : rows) {
            if (row.name == null) {
                pause = row.wish;
            } else {
                // A newer release may know more limits.
                Limit.ofKey(row.name).ifPresent(limit -> {
                    limits.put(limit, row.value == null ? OptionalLong.empty() : OptionalLong.of(row.value));
                    wishes.put(limit, row.wish);
                });
            }
        }
        return new Asked(Optional.ofNullable(pause), new Limits(limits), wishes);
    }

    /** False if it was paused before: then that pause goes on. */
    public boolean pause(String change) {
        return jdbc.sql(PAUSE).param("change", change).update() > 0;
    }

    /** False if it was not paused. */
    public boolean resume(String change) {
        return jdbc.sql("""
                        update pgretype.control
                           set paused_at = null,
                               paused_by = null
                         where change = :change
                           and paused_at is not null""").param("change", change).update() > 0;
    }

    /** Sets these limits, all or none; the operators' other limits stay. */
    public void limit(String change, Limits limits) {
        List<Map.Entry<Limit, OptionalLong>> wanted = List.copyOf(limits.set().entrySet());
        jdbc.sql(SET_LIMITS)
                .param("change", change)
                .param(
                        "names",
                        wanted.stream().map(limit -> limit.getKey().key()).toArray(String[]::new))
                .param("values", wanted.stream().map(Controls::value).toArray(Long[]::new))
                .update();
    }

    private static @Nullable Long value(Map.Entry<Limit, OptionalLong> limit) {
        return limit.getValue().isPresent() ? limit.getValue().getAsLong() : null;
    }

    /** Takes back all limits that operators have set. */
    public void resetLimits(String change) {
        jdbc.sql("delete from pgretype.operator_limit where change = :change")
                .param("change", change)
                .update();
    }

    /** Takes back all that operators have asked. */
    public void forget(String change) {
        resetLimits(change);
        jdbc.sql("delete from pgretype.control where change = :change")
                .param("change", change)
                .update();
    }
}
