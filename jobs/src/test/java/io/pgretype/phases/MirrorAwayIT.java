package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertDone;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Somebody writes while the mirror is disabled, before the new column is NOT NULL. */
class MirrorAwayIT extends PhaseFixture {

    private void prepare(String tag, String type) {
        database.execute(
                "create table item (id integer primary key, tag %s not null)".formatted(tag),
                "insert into item select i, i from generate_series(1, 500) as i");
        workbench.change(CHANGE, "table: item\ncolumns: {tag: %s}\n".formatted(type));
        run(PhaseCommand.EXPAND);
    }

    @Test
    void backfillWalksAllRowsOnceMore() throws Exception {
        prepare("integer", "{type: bigint}");
        CompletableFuture<Outcome> backfill;
        try (Connection application = database.connect();
                Statement statement = application.createStatement()) {
            application.setAutoCommit(false);
            statement.execute("select from item where id = 5 for update");
            backfill = start(PhaseCommand.BACKFILL);
            awaitTrue("select count(tag_new) = 499 from item");
            writePastTheMirror("insert into item values (1001, 7)", "update item set tag = 77 where id = 3");
            application.rollback();
        }
        assertDone(backfill.get(1, TimeUnit.MINUTES));
        assertThat(number("select count(*) from item where tag_new is distinct from tag"))
                .isZero();
        run(PhaseCommand.HARDEN);
    }

    @Test
    void hardenLeadsBackToBackfill() {
        prepare("integer", "{type: bigint}");
        run(PhaseCommand.BACKFILL);
        writePastTheMirror("insert into item values (1001, 7)");
        Problem problem = refused(ProblemCode.VALUES_MISSING, PhaseCommand.HARDEN);
        assertThat(problem.observed()).contains("1001: 7");
        assertThat(problem.next()).contains("./pgretype backfill " + CHANGE);
        refused(ProblemCode.WRONG_PHASE, PhaseCommand.HARDEN);
        run(PhaseCommand.BACKFILL, PhaseCommand.HARDEN, PhaseCommand.VERIFY);
    }

    @Test
    void whatHardenHasMadeGoesWithAbandon() {
        prepare("integer", "{type: bigint}");
        database.execute("create index item_tag on item (tag)");
        run(PhaseCommand.BACKFILL);
        writePastTheMirror("insert into item values (1001, 7)");
        refused(ProblemCode.VALUES_MISSING, PhaseCommand.HARDEN);
        assertThat(number("select count(*) from pg_class where relname = 'item_tag_new'"))
                .isOne();
        run(PhaseCommand.ABANDON);
        assertThat(number("select count(*) from pg_class where relname = 'item_tag_new'"))
                .isZero();
    }

    @Test
    void whatDoesNotConvertIsNamed() {
        prepare("text", "{type: smallint, convert-back: 'tag_new::text'}");
        run(PhaseCommand.BACKFILL);
        database.execute("update item set tag = 'none' where id = 5");
        Problem problem = refused(ProblemCode.MISMATCHES, PhaseCommand.HARDEN);
        assertThat(problem.observed()).contains("5: none");
        assertThat(workbench.ledger().phase(CHANGE)).isEqualTo(Phase.BACKFILLED);
        database.execute("update item set tag = '6' where id = 5");
        run(PhaseCommand.HARDEN, PhaseCommand.VERIFY);
    }
}
