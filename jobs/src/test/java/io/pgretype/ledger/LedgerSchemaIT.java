package io.pgretype.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.testkit.OlderLedger;
import io.pgretype.testkit.TestDatabase;
import java.sql.Connection;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class LedgerSchemaIT {

    private static final String WAITING = """
            select coalesce(max(pid::text || ' ' || query_start), '')
              from pg_stat_activity
             where datname = current_database()
               and wait_event_type = 'Lock'""";

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    /** Who reads the ledger meanwhile waits for one attempt, not for the holder. */
    @Test
    void triesAgainWhileAnotherSessionHoldsATable() throws Exception {
        database.ledger().schema().install();
        OlderLedger.of(database, 10);
        try (Connection holder = database.connect()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("lock table pgretype.applied_file in row exclusive mode");

            var installation = CompletableFuture.runAsync(database.ledger().schema()::install);
            String first = waiting("");
            assertThat(waiting(first)).isNotEqualTo(first);
            holder.commit();
            installation.get();
        }

        assertThat(database.ledger().schema().has("failed_attempt")).isTrue();
    }

    /** A wait that is not that one. */
    private String waiting(String other) throws InterruptedException {
        String seen = "";
        while (seen == null || seen.isEmpty() || seen.equals(other)) {
            Thread.sleep(20);
            seen = database.value(WAITING, String.class);
        }
        return seen;
    }
}
