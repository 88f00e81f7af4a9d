package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertDone;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.change.Limit;
import io.pgretype.change.Limits;
import io.pgretype.control.LiveControl;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.testkit.AnyVersion;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators ask from another session counts from the next chunk on. */
@AnyVersion
class LiveControlOfARunIT extends BackfillFixture {

    private static final int ROWS = 40_000;

    private LiveControl control;

    @BeforeEach
    void prepare() {
        database.execute(
                "create table item (id integer primary key, size integer)",
                "insert into item select i, i from generate_series(1, %d) as i".formatted(ROWS));
        control = new LiveControl(database.ledger());
        noteFills("new.id");
        gate(6);
        expand("triggers: fire");
    }

    @Test
    void aPauseStopsItBetweenChunksUntilItIsResumed() throws Exception {
        CompletableFuture<Outcome> backfill = start();
        awaitGate(backfill);
        control.pause(CHANGE);
        openGate();
        awaitTrue("select exists (select from pgretype.hold where signal = 'paused' and held_until is null)");
        // A chunk that was let in before has ended: nobody has rows locked.
        awaitTrue("select not exists (select from pg_locks where relation = 'item'::regclass)");
        assertThat(workbench.status().read(CHANGE).heldBy()).startsWith("paused by " + database.user());
        long paused = counted("write_count");
        assertThat(paused).isBetween(1L, ROWS - 1L);

        String beat = database.value("select beat_at::text from pgretype.pulse", String.class);
        awaitTrue("select beat_at > '%s'::timestamptz + interval '2 seconds' from pgretype.pulse".formatted(beat));
        assertThat(counted("write_count")).isEqualTo(paused);
        assertThat(backfill).isNotDone();

        control.resume(CHANGE);
        assertDone(backfill.get());
        assertEachFilledOnce(ROWS);
    }

    @Test
    void workersBecomeAsManyAsAllowed() throws Exception {
        control.limit(CHANGE, false, limits(Limit.WORKERS, "1"));
        CompletableFuture<Outcome> backfill = start();
        awaitGate(backfill);
        control.limit(CHANGE, false, limits(Limit.WORKERS, "3"));
        openGate(40);
        awaitTrue("select count(*) = 3 from pg_locks where locktype = 'advisory' and objid = 77"
                + " and database = (select oid from pg_database where datname = current_database())");
        openGate();

        assertDone(backfill.get());
        assertEachFilledOnce(ROWS);
    }

    @Test
    void aRateIsKept() throws Exception {
        openGate();
        control.limit(CHANGE, false, limits(Limit.MAX_RATE, "10000"));
        long begin = System.nanoTime();
        run(PhaseCommand.BACKFILL);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);

        // What is written last of all needs no time behind it.
        long unpaid = 2
                * number("select max(rows) from (select count(*) as rows from filled"
                        + " group by xmin::text) as chunk");
        assertThat(took).isGreaterThan(Duration.ofMillis((ROWS - unpaid) / 10));
        assertEachFilledOnce(ROWS);
    }

    private static Limits limits(Limit limit, String value) {
        return new Limits(Map.of(limit, limit.parse(value)));
    }
}
