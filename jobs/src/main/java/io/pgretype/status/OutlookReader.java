package io.pgretype.status;

import io.pgretype.catalog.TablesOnDisk;
import io.pgretype.change.ChangeFiles;
import io.pgretype.change.Settings;
import io.pgretype.change.WorkingHours;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.LedgerEntry;
import io.pgretype.ledger.Phase;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what an operator has to keep in mind. What a ledger of an older release does not know is null. */
final class OutlookReader {

    private static final String VERIFIED_AT = """
            select started_at
              from pgretype.verification
             where change = :change
               and direction = 'FORWARD'
             order by run desc
             limit 1""";

    private static final String LAST_ENDING = """
            select case
                       when detail = ''
                       then null
                       else format('%s %s: %s', command, lower(kind), detail)
                   end
              from pgretype.event
             where change = :change
               and kind in ('ENDED', 'INTERRUPTED', 'REFUSED')
             order by id desc
             limit 1""";

    /** A ledger of an older release has no such column. */
    private static final String SIZE_BEFORE = """
            select (to_jsonb(change) ->> 'size_before')::bigint
              from pgretype.change
             where name = :change""";

    private final JdbcClient jdbc;
    private final Ledger ledger;

    OutlookReader(Ledger ledger) {
        this.jdbc = ledger.database().jdbc();
        this.ledger = ledger;
    }

    Outlook read(LedgerEntry entry) {
        Settings settings = ChangeFiles.parse(
                        entry.change(), "the ledger's copy of " + entry.change(), entry.definition())
                .settings();
        Instant verified = entry.phase() == Phase.VERIFIED ? verifiedAt(entry.change()) : null;
        return new Outlook(
                verified == null ? null : verified.plus(settings.verifiedWithin()),
                entry.phase() == Phase.CUT_OVER ? entry.phaseSince().plus(settings.soak()) : null,
                entry.phase().isOpen()
                        ? settings.window().map(WorkingHours::text).orElse(null)
                        : null,
                entry.phase().isOpen() && ledger.schema().has("event") ? lastError(entry.change()) : null,
                entry.phase().isOpen() ? TablesOnDisk.bytes(jdbc, entry.tables()) : null,
                sizeBefore(entry.change()));
    }

    private @Nullable Instant verifiedAt(String change) {
        return jdbc.sql(VERIFIED_AT)
                .param("change", change)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant)
                .orElse(null);
    }

    private @Nullable String lastError(String change) {
        return jdbc.sql(LAST_ENDING)
                .param("change", change)
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .optional()
                .flatMap(ending -> ending)
                .orElse(null);
    }

    private @Nullable Long sizeBefore(String change) {
        return jdbc.sql(SIZE_BEFORE)
                .param("change", change)
                .query((row, number) -> Optional.ofNullable((Long) row.getObject(1)))
                .optional()
                .flatMap(size -> size)
                .orElse(null);
    }
}
