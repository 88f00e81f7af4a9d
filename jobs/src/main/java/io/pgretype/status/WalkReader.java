package io.pgretype.status;

import io.pgretype.ledger.LedgerSchema;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.status.Walk.PulseSeen;
import io.pgretype.status.WalkDetails.FailingRow;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads how the newest walk of a change fares. A ledger of an older release has fewer tables, and says less. */
final class WalkReader {

    private static final int FIRST_FAILING = 10;

    private static final String WALKED = "exists (select from pgretype.walk where walk.run = run.id)";

    /** As an older release compared the rows. */
    private static final String WALKED_BY_KEY = "exists (select from pgretype.key_range where key_range.run = run.id)";

    private static final String NEWEST = """
            with newest_run as (
                select id, command, ended_at, outcome
                  from pgretype.run
                 where change = :change
                   and (command = any (:walking)
                        -- They walk only where nobody has compared the rows since cutover.
                        or (command = any (:perhaps)
                            and (%s)))
                   and id > coalesce(
                           (select max(run)
                              from pgretype.transition
                             where change = :change
                               and to_phase = 'EXPANDED'),
                           0)
                 order by id desc
                 limit 1),
            partition as (
                select step.write_count
                  from newest_run
                  join pgretype.batch_job_execution_params as run_parameter
                    on run_parameter.parameter_name = 'run'
                   and run_parameter.parameter_value = newest_run.id::text
                  join pgretype.batch_step_execution as step
                    on step.job_execution_id = run_parameter.job_execution_id
                   -- Spring Batch names a partition's step after its parent, with a colon.
                   and step.step_name like '%%:%%')
            select id as run,
                   ended_at is null as open,
                   -- A backfill that ended with failing rows is not over; a verification that found mismatches
                   -- has seen every row.
                   exists (select from pgretype.transition where transition.run = newest_run.id)
                       or (ended_at is not null
                           and (outcome = 'DONE' or (command <> all (:filling) and outcome <> 'SUPERSEDED'))) as over,
                   (select coalesce(sum(write_count), 0) from partition)::bigint as rows
              from newest_run""";

    private static final String PULSE = """
            select beat_at > clock_timestamp() - interval '10 s' as beating,
                   rows_total,
                   rows_per_second,
                   rows_updated,
                   rows_hot,
                   remark
              from pgretype.pulse
             where run = :run""";

    private static final String HOLDER = """
            select concat_ws(
                       ' ', signal, nullif(observed, ''), nullif(operator, ''), nullif(threshold, ''))
                       || to_char(held_since, '" since "HH24:MI:SS')
              from (select signal, observed, operator, threshold, held_since, 1 as rank
                      from pgretype.hold
                     where run = :run
                       and held_until is null
                       and not :gone
                    union all
                    select 'paused', 'by ' || paused_by, null, null, paused_at, 2
                      from pgretype.control
                     where change = :change
                       and paused_at is not null) as holds
             order by rank, held_since desc
             limit 1""";

    private static final String FIRST_FAILING_ROWS = """
            select array_to_string(row_key, ', ', 'NULL') as key,
                   sqlstate as sql_state,
                   split_part(error, E'\\n', 1) as error
              from pgretype.failing_row
             where run = :run
             order by noted_at, row_key
             limit :limit""";

    private final JdbcClient jdbc;
    private final LedgerSchema schema;

    WalkReader(JdbcClient jdbc, LedgerSchema schema) {
        this.jdbc = jdbc;
        this.schema = schema;
    }

    private record Counted(long run, boolean open, boolean over, long rows) {}

    /** Of this expansion: what was filled before an abandon is gone. */
    Optional<Walk> newest(String change) {
        return jdbc.sql(NEWEST.formatted(schema.has("walk") ? WALKED + " or " + WALKED_BY_KEY : WALKED_BY_KEY))
                .param("change", change)
                .param("walking", commands(PhaseCommand::walksRows))
                .param("perhaps", commands(command -> command.mayWalkRows() && !command.walksRows()))
                .param("filling", commands(PhaseCommand::fillsRows))
                .query(Counted.class)
                .optional()
                .map(walk -> new Walk(walk.run(), walk.open(), walk.over(), walk.rows(), pulse(walk.run())));
    }

    private static String[] commands(Predicate<PhaseCommand> which) {
        return Arrays.stream(PhaseCommand.values())
                .filter(which)
                .map(PhaseCommand::text)
                .toArray(String[]::new);
    }

    private @Nullable PulseSeen pulse(long run) {
        return !hasPulses()
                ? null
                : jdbc.sql(PULSE)
                        .param("run", run)
                        .query(PulseSeen.class)
                        .optional()
                        .orElse(null);
    }

    /** For example {@code max-lag 42s > 10s since 12:03:05}; null where nothing holds the change. */
    @Nullable
    String heldBy(String change, @Nullable Walk walk) {
        if (!hasPulses()) {
            return null;
        }
        // What held a process that is gone holds nobody.
        boolean gone = walk == null || !walk.open() || (walk.pulse() != null && !walk.goesOn());
        return jdbc.sql(HOLDER)
                .param("run", walk == null ? 0 : walk.run())
                .param("gone", gone)
                .param("change", change)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    WalkDetails details(Walk walk) {
        PulseSeen pulse = walk.pulse();
        return new WalkDetails(
                pulse == null ? null : pulse.hotShare(),
                pulse == null || !walk.open() ? null : pulse.remark(),
                hasPulses() ? failing(walk.run()) : 0,
                hasPulses() ? firstFailing(walk.run()) : List.of());
    }

    private long failing(long run) {
        return jdbc.sql("select count(*) from pgretype.failing_row where run = :run")
                .param("run", run)
                .query(Long.class)
                .single();
    }

    private List<FailingRow> firstFailing(long run) {
        return jdbc.sql(FIRST_FAILING_ROWS)
                .param("run", run)
                .param("limit", FIRST_FAILING)
                .query(FailingRow.class)
                .list();
    }

    private boolean hasPulses() {
        return schema.has("pulse");
    }
}
