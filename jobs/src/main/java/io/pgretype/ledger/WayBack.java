package io.pgretype.ledger;

import io.pgretype.database.Database;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether contract has begun to take the way back apart. */
public final class WayBack {

    private final JdbcClient jdbc;

    WayBack(Database database) {
        this.jdbc = database.jdbc();
    }

    /** When contract began; empty if it did not. */
    public Optional<Instant> closedAt(String change) {
        return jdbc.sql("select closed_at from pgretype.way_back_closed where change = :change")
                .param("change", change)
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .optional();
    }

    /** Before the first object is dropped, so that a crash in between leaves a way back that is whole, but closed. */
    public void close(String change) {
        jdbc.sql("""
                        insert into pgretype.way_back_closed (change)
                        values (:change)
                        on conflict do nothing""").param("change", change).update();
    }

    /** At the end of contract, in its transaction: a change of the same name may be expanded again. */
    public void forget(String change) {
        jdbc.sql("delete from pgretype.way_back_closed where change = :change")
                .param("change", change)
                .update();
    }
}
