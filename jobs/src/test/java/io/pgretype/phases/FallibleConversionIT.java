package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.problem.ProblemCode;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A conversion that can fail: text to uuid. */
class FallibleConversionIT extends PhaseFixture {

    @BeforeEach
    void prepare() {
        database.execute(
                "create table item (id integer primary key, tag text)",
                "insert into item select i, md5(i::text)::uuid::text from generate_series(1, 500) as i");
        workbench.change(CHANGE, "table: item\ncolumns: {tag: {type: uuid, convert-back: 'tag_new::text'}}\n");
        run(PhaseCommand.EXPAND);
    }

    @Test
    void theApplicationsWriteOfAValueThatDoesNotConvertSucceedsAndIsFound() {
        database.execute("update item set tag = 'no uuid' where id = 5");
        runTo(Phase.HARDENED);
        assertThat(refused(ProblemCode.MISMATCHES, PhaseCommand.VERIFY).observed())
                .contains("5 tag: no uuid → NULL");
        database.execute("update item set tag = null where id = 5");
        runTo(Phase.CUT_OVER);
    }

    @Test
    void aRowThatWentBadBeforeTheBackfillDoesNotStopIt() {
        writePastTheMirror("update item set tag = 'bad' where id = 9");
        runTo(Phase.HARDENED);
        refused(ProblemCode.MISMATCHES, PhaseCommand.VERIFY);
        assertThat(database.value("select count(tag_new) from item", Long.class))
                .isEqualTo(499);
    }

    @Test
    void aBadRowIsNotTakenForALockedOne() throws Exception {
        writePastTheMirror("update item set tag = 'bad' where id = 9");
        CompletableFuture<Outcome> backfill;
        try (Connection application = database.connect();
                Statement statement = application.createStatement()) {
            application.setAutoCommit(false);
            statement.execute("select from item where id = 5 for update");
            backfill = start(PhaseCommand.BACKFILL);
            awaitTrue("select count(tag_new) >= 498 from item");
            application.rollback();
        }
        // Without end if the bad row counted as locked.
        assertThat(backfill.get(30, TimeUnit.SECONDS).problems()).isEmpty();
        assertThat(database.value("select count(tag_new) from item", Long.class))
                .isEqualTo(499);
    }

    @Test
    void valuesThatBecomeEqualAreNamedAndTheTwinIsBuiltOnceTheyAreMended() {
        database.execute(
                "create unique index item_tag on item (tag)",
                "insert into item select 1000, upper(tag) from item where id = 7");
        run(PhaseCommand.BACKFILL);
        assertThat(refused(ProblemCode.DUPLICATE_VALUES, PhaseCommand.HARDEN).observed())
                .contains("item_tag_new");
        database.execute("delete from item where id = 1000");
        runTo(Phase.CUT_OVER);
        assertThat(database.value(
                        "select indisvalid from pg_index where indexrelid = 'item_tag'::regclass", Boolean.class))
                .isTrue();
    }
}
