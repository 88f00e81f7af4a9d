package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertDone;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.testkit.SchemaDump;
import org.junit.jupiter.api.Test;

/** Operators with a question mark, which the driver would take for parameters, wherever they can be. */
class QuestionMarksIT extends PhaseFixture {

    @Test
    void areOperatorsInIndexesConstraintsDefaultsAndConversions() {
        database.execute(
                """
                create table item (
                    id integer primary key,
                    data json not null default '{"a": "?"}' check (data::jsonb ? 'a'),
                    flag boolean default (jsonb '{"b": 1}' ? 'b'))""",
                "create index item_some on item (id) where data::jsonb ?| array['a', '?']",
                "create index item_all on item ((data::jsonb ?& array['a', 'b']))",
                "create statistics item_stats on (data::jsonb ? 'a'), id from item",
                "insert into item (id) select i from generate_series(1, 100) as i");
        workbench.change(CHANGE, """
                table: item
                columns:
                  data: {type: jsonb, convert-back: 'case when data_new ? ''a'' then data_new::json end'}
                  flag: {type: text, convert: "case when data::jsonb ? 'a' then flag::text end"}
                soak: 0s
                """);
        String before = SchemaDump.byCatalog(database);
        assertDone(workbench.plan(CHANGE));

        runTo(Phase.CUT_OVER);
        database.execute(
                "insert into item (id, data) values (101, '{\"a\": 2}')",
                "update item set flag = 'maybe' where id = 3");
        assertThat(workbench.status().rowsLeft(CHANGE).rows()).isEqualTo(1);
        database.execute("update item set flag = 'true' where id = 3");
        run(PhaseCommand.ROLLBACK);
        assertThat(SchemaDump.byCatalog(database))
                .contains(before.lines().filter(line -> line.contains("?")).toList());
        runTo(Phase.CONTRACTED);

        assertThat(database.value("select count(*) from item where data ? 'a' and flag = 'true'", Long.class))
                .isEqualTo(101);
    }
}
