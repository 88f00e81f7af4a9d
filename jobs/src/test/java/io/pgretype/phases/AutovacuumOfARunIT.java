package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertStopped;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.AnyVersion;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code autovacuum: after}: off while the rows are filled; the table's own setting comes back however the run ends. */
@AnyVersion
class AutovacuumOfARunIT extends BackfillFixture {

    @BeforeEach
    void prepare() {
        database.execute(
                "create table item (id integer primary key, size integer not null) with (autovacuum_enabled = on)",
                "insert into item select i, i from generate_series(1, 20000) as i",
                "create table seen (options text)",
                """
                create function look() returns trigger language plpgsql as $$
                begin
                    insert into seen select reloptions::text from pg_class where relname = 'item';
                    return null;
                end $$""",
                "create trigger look after update on item for each statement execute function look()");
    }

    @Test
    void isOffMeanwhileAndTheTableIsVacuumedAtTheEnd() {
        expand("triggers: fire", "autovacuum: after");
        run(PhaseCommand.BACKFILL);

        assertThat(database.column("select distinct options from seen")).containsExactly("{autovacuum_enabled=false}");
        assertThat(options()).isEqualTo("{autovacuum_enabled=on}");
        awaitTrue("""
                select last_vacuum is not null
                   and last_analyze is not null
                  from pg_stat_all_tables
                 where relid = 'item'::regclass""");
    }

    @Test
    void staysAsItIsWhereNobodyAsked() {
        expand("triggers: fire");
        run(PhaseCommand.BACKFILL);

        assertThat(database.column("select distinct options from seen")).containsExactly("{autovacuum_enabled=on}");
        assertThat(isTrue("select last_vacuum is null from pg_stat_all_tables where relid = 'item'::regclass"))
                .isTrue();
    }

    @Test
    void comesBackAfterAStop() throws Exception {
        gate(5);
        expand("triggers: fire", "autovacuum: after");
        CompletableFuture<Outcome> backfill = start();
        awaitGate(backfill);
        assertThat(options()).isEqualTo("{autovacuum_enabled=false}");
        workbench.stop();
        openGate();

        assertStopped(backfill.get(), ProblemCode.STOPPED);
        assertThat(options()).isEqualTo("{autovacuum_enabled=on}");

        run(PhaseCommand.BACKFILL);
        assertThat(database.column("select distinct options from seen")).containsExactly("{autovacuum_enabled=false}");
        assertThat(options()).isEqualTo("{autovacuum_enabled=on}");
    }

    @Test
    void comesBackAfterAFailure() {
        expand("triggers: fire", "autovacuum: after");
        database.execute("create or replace function look() returns trigger language plpgsql as"
                + " $$ begin raise 'no' using errcode = 'disk_full'; end $$");

        refused(ProblemCode.DATABASE_ERROR, PhaseCommand.BACKFILL);
        assertThat(options()).isEqualTo("{autovacuum_enabled=on}");
    }

    private @Nullable String options() {
        return database.value("select reloptions::text from pg_class where relname = 'item'", String.class);
    }
}
