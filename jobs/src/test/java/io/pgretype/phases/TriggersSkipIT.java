package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table's own triggers fire for the rows that the backfill writes, or do not, as the change's author says. */
class TriggersSkipIT extends BackfillFixture {

    private static final int ROWS = 3_000;

    @ParameterizedTest
    @CsvSource({"skip, key, 0", "skip, block, 0", "fire, key, 3000", "fire, block, 3000"})
    void auditHasAsManyRowsAsTheAuthorWants(String triggers, String order, long noted) {
        table("size integer");
        expand("triggers: " + triggers, "order: " + order);

        run(PhaseCommand.BACKFILL);

        assertAllFilled();
        assertThat(number("select count(*) from filled")).isEqualTo(noted);
    }

    @Test
    void theMirrorFiresAllTheSame() {
        // A conversion that can fail is the mirror's to make: chunks only touch the rows.
        table("size text");
        workbench.change(CHANGE, """
                table: item
                columns: {size: {type: bigint, convert: 'size::bigint', convert-back: 'size_new::text'}}
                triggers: skip
                """);
        runTo(Phase.BACKFILLED);

        assertAllFilled();
        assertThat(number("select count(*) from filled")).isZero();
    }

    @Test
    void theApplicationsTriggersFireForItsOwnRows() {
        table("size integer");
        expand("triggers: skip");
        run(PhaseCommand.BACKFILL);

        database.execute("set application_name = 'pgretype'", "update item set size = 0 where id <= 10");
        assertThat(number("select count(*) from filled")).isEqualTo(10);
    }

    private void table(String size) {
        database.execute(
                "create table item (id integer primary key, %s)".formatted(size),
                "insert into item select i, i from generate_series(1, %d) as i".formatted(ROWS));
        noteFills("new.id");
    }
}
