package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertDone;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A prepared transaction holds its locks without a session: there is nobody to wait for or to cancel but its name. */
class PreparedTransactionIT extends PhaseFixture {

    private static final String COMMIT = "commit prepared 'payment'";

    @BeforeEach
    void prepare() {
        database.execute(
                "create table item (id integer primary key, size integer)",
                "insert into item select i, i from generate_series(1, 15000) as i");
        workbench.change(
                CHANGE, "table: item\ncolumns: {size: {type: bigint}}\nlimits: {lock-deadline: 3s}\nsoak: 0s\n");
    }

    /** Names are the server's, not the database's, and no database can be dropped before. */
    @AfterEach
    void endWhatATestHasLeft() {
        database.column("select gid from pg_prepared_xacts where database = current_database()")
                .forEach(name -> database.execute("rollback prepared '%s'".formatted(name)));
    }

    @Test
    void isNamedWhereItHoldsTheTable() {
        prepared("insert into item values (15001, 1)");

        Problem problem = refused(ProblemCode.LOCK_NOT_GRANTED, PhaseCommand.EXPAND);
        assertThat(problem.observed()).contains("a prepared transaction (pg_prepared_xacts)");

        database.execute(COMMIT);
        runTo(Phase.BACKFILLED);
        assertThat(database.value("select size_new from item where id = 15001", Long.class))
                .isOne();
    }

    @Test
    void itsRowsAreFilledAtTheEnd() throws Exception {
        run(PhaseCommand.EXPAND);
        prepared("update item set size = 7 where id = 5");

        CompletableFuture<Outcome> backfill = start(PhaseCommand.BACKFILL);
        awaitTrue("select count(size_new) = 14999 from item");
        database.execute(COMMIT);

        assertDone(backfill.get());
        runTo(Phase.CONTRACTED);
        assertThat(database.value("select size from item where id = 5", Long.class))
                .isEqualTo(7);
    }

    private void prepared(String write) {
        database.execute("begin", write, "prepare transaction 'payment'");
    }
}
