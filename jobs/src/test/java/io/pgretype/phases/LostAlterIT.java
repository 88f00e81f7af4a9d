package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertDone;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.phase.Outcome;
import io.pgretype.status.HistoryEntry;
import io.pgretype.testkit.WireProxy;
import io.pgretype.testkit.WireProxy.Cut;
import io.pgretype.testkit.Workbench;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The connection is lost when {@code alter} commits: it finds out by itself whether that was done, and goes on. */
class LostAlterIT extends PhaseFixture {

    private WireProxy proxy;

    @Override
    Workbench openWorkbench() {
        proxy = WireProxy.to(database.host(), database.port());
        return Workbench.through(proxy, database);
    }

    @Override
    @AfterEach
    void close() {
        super.close();
        proxy.close();
    }

    @ParameterizedTest
    @CsvSource({"BEFORE_COMMIT, false", "BEFORE_COMMIT, true", "AFTER_COMMIT, false", "AFTER_COMMIT, true"})
    void goesOnToItsEnd(Cut cut, boolean everyConnection) {
        // Autovacuum would sometimes analyze the table before we do.
        database.execute(
                "create table item (id integer primary key, value varchar(10)) with (autovacuum_enabled = off)",
                "insert into item select i, i from generate_series(1, 100) as i",
                "analyze item");
        workbench.change(CHANGE, "table: item\ncolumns: {value: {type: text}}\n");
        WireProxy.Armed armed = proxy.cut(cut, "alter table public.item\n", everyConnection);

        Outcome outcome = assertDone(workbench.alter(CHANGE));

        assertThat(armed.made()).isCompletedWithValue(cut);
        assertThat(outcome.results())
                .contains("analyzed public.item")
                .anyMatch(line -> line.startsWith("went on by itself after: "));
        assertThat(isTrue("select pg_typeof(value) = 'text'::regtype from item limit 1"))
                .isTrue();
        assertThat(workbench.status().history(CHANGE))
                .extracting(HistoryEntry::what)
                .startsWith("alter started")
                .endsWith("alter ended")
                .doesNotHaveDuplicates();
        assertThat(assertDone(workbench.alter(CHANGE)).results())
                .containsExactly("alter the-change: nothing to do, its columns have their types.");
    }
}
