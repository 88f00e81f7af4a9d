package io.pgretype.status;

import io.pgretype.ledger.Hold;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.LedgerEntry;
import io.pgretype.ledger.LedgerSchema;
import io.pgretype.status.Evidence.Held;
import io.pgretype.status.Evidence.Lock;
import io.pgretype.status.Evidence.Run;
import io.pgretype.status.Evidence.Verification;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what the ledger can show for a change. What a ledger of an older release does not know is left out. */
final class EvidenceReader {

    private static final String RUNS = """
            select run.id,
                   run.command,
                   run.started_at,
                   run.ended_at,
                   lower(run.outcome) as outcome,
                   -- A ledger of an older release has no such column.
                   to_jsonb(run) ->> 'release' as release,
                   %s as who
              from pgretype.run
             where run.change = :change
             order by run.id""";

    private static final String STARTED_BY = """
            (select format('%s (%s@%s)', event.role, event.os_user, event.host)
                          from pgretype.event
                         where event.run = run.id
                           and event.kind = 'STARTED')""";

    private static final String HOLDS = """
            select hold.run,
                   hold.signal,
                   hold.observed,
                   hold.operator,
                   hold.threshold,
                   hold.held_since,
                   coalesce(hold.held_until, run.ended_at) as held_until
              from pgretype.hold
              join pgretype.run
                on run.id = hold.run
             where run.change = :change
             order by hold.id""";

    private static final String LOCKS = """
            select transition.entered_at as at,
                   run.command as purpose,
                   true as granted,
                   transition.lock_attempts as attempts,
                   transition.lock_wait_ms as wait_ms,
                   transition.lock_hold_ms as hold_ms,
                   transition.blockers
              from pgretype.transition
              join pgretype.run
                on run.id = transition.run
             where transition.change = :change
               and transition.lock_attempts is not null
             %s
             order by at""";

    private static final String OTHER_LOCKS = """
            union all
            select lock_use.noted_at,
                   lock_use.purpose,
                   lock_use.granted,
                   lock_use.attempts,
                   lock_use.wait_ms,
                   lock_use.hold_ms,
                   lock_use.blockers
              from pgretype.lock_use
              join pgretype.run
                on run.id = lock_use.run
             where run.change = :change""";

    private static final String VERIFICATIONS = """
            select verification.started_at,
                   verification.ended_at,
                   -- A ledger of an older release has no such column.
                   lower(coalesce(to_jsonb(verification) ->> 'direction', 'forward')) as direction,
                   verification.rows_compared,
                   verification.mismatches,
                   verification.repaired
              from pgretype.verification
              join pgretype.run
                on run.id = verification.run
               -- Which compares no rows, but carries over what verify found.
               and run.command <> 'cutover'
             where verification.change = :change
             order by verification.ended_at""";

    private final JdbcClient jdbc;
    private final LedgerSchema schema;
    private final LockReader locks;

    EvidenceReader(Ledger ledger, LockReader locks) {
        this.jdbc = ledger.database().jdbc();
        this.schema = ledger.schema();
        this.locks = locks;
    }

    Evidence of(LedgerEntry entry) {
        String change = entry.change();
        return new Evidence(
                entry.definition(),
                one("select current_database()"),
                one("select current_setting('server_version')"),
                read(RUNS.formatted(schema.has("event") ? STARTED_BY : "null"), change, EvidenceReader::run),
                schema.has("hold") ? read(HOLDS, change, EvidenceReader::held) : List.of(),
                read(LOCKS.formatted(locks.hasOtherLocks() ? OTHER_LOCKS : ""), change, EvidenceReader::lock),
                read(VERIFICATIONS, change, EvidenceReader::verification));
    }

    private String one(String sql) {
        return jdbc.sql(sql).query(String.class).single();
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> read(String sql, String change, Reader<T> reader) {
        return jdbc.sql(sql)
                .param("change", change)
                .query((row, number) -> reader.read(row))
                .list();
    }

    private static Run run(ResultSet row) throws SQLException {
        return new Run(
                row.getLong("id"),
                row.getString("command"),
                row.getTimestamp("started_at").toInstant(),
                instant(row.getTimestamp("ended_at")),
                row.getString("outcome"),
                text(row.getString("who")),
                text(row.getString("release")));
    }

    private static Held held(ResultSet row) throws SQLException {
        return new Held(
                row.getLong("run"),
                new Hold(
                        row.getString("signal"),
                        row.getString("observed"),
                        row.getString("operator"),
                        row.getString("threshold"),
                        row.getTimestamp("held_since").toInstant()),
                instant(row.getTimestamp("held_until")));
    }

    private static Lock lock(ResultSet row) throws SQLException {
        return new Lock(
                row.getTimestamp("at").toInstant(),
                row.getString("purpose"),
                row.getBoolean("granted"),
                row.getInt("attempts"),
                row.getLong("wait_ms"),
                (Long) row.getObject("hold_ms"),
                text(row.getString("blockers")));
    }

    private static Verification verification(ResultSet row) throws SQLException {
        return new Verification(
                row.getTimestamp("started_at").toInstant(),
                row.getTimestamp("ended_at").toInstant(),
                row.getString("direction"),
                row.getLong("rows_compared"),
                row.getLong("mismatches"),
                row.getLong("repaired"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
