package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertDone;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.plan.PlanForm;
import io.pgretype.testkit.AnyVersion;
import io.pgretype.testkit.PostgresServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plan on one screen, and for programs; with every statement see {@link PlanIT}. */
@AnyVersion
class PlanFormsIT extends PhaseFixture {

    /** The prompt, the command, and what follows it are on the screen too. */
    private static final int MOST_LINES = 22;

    private List<String> screen() {
        List<String> lines = assertDone(workbench.plan(CHANGE, PlanForm.SCREEN)).results();
        assertThat(lines).hasSizeLessThanOrEqualTo(MOST_LINES).allMatch(line -> line.length() <= 80);
        return lines;
    }

    private JsonNode json(Outcome outcome) {
        return JsonMapper.shared().readTree(String.join("\n", outcome.results()));
    }

    @Test
    void oneTableFitsTheScreen() {
        database.execute(SampleTable.FILE.statements(PostgresServer.major()));
        workbench.change(CHANGE, SampleTable.FILE.change());
        assertThat(String.join("\n", screen()))
                .startsWith("plan the-change: nothing stands in the way")
                .contains("changes     public.file.file_size: integer → bigint")
                .containsPattern("with them +[0-9]+ check constraint")
                .contains("takes       about 25,000 rows, backfill 1s")
                .contains("whoever comes meanwhile\n              waits 100ms at most")
                .contains("cached plan must not change result type")
                .contains("next: ./pgretype expand the-change");
    }

    @Test
    void whatIsAlikeIsCounted() {
        database.execute("create table orders (id integer generated always as identity primary key)");
        for (int i = 1; i <= 30; i++) {
            database.execute(
                    "create table a_rather_long_name_of_a_child_%d (id bigint primary key, a_rather_long_name_of_a_column integer references orders)"
                            .formatted(i));
        }
        workbench.change(CHANGE, "table: orders\ncolumns: {id: {type: bigint}}\n");
        assertThat(String.join("\n", screen()))
                .contains("changes     public.orders.id: integer → bigint")
                .contains("and 27 more")
                .contains("with them   30 foreign keys, 1 primary key")
                .contains("cutover: 31 transactions, up to 2 tables locked at a time");
    }

    @Test
    void programsGetItAll() {
        database.execute(
                "create table orders (id integer generated always as identity primary key, placed date)",
                "create table line (id bigint primary key, order_id integer references orders)",
                "create index line_order on line (order_id)");
        workbench.change(CHANGE, "table: orders\ncolumns: {id: {type: bigint}}\n");
        JsonNode plan = json(assertDone(workbench.plan(CHANGE, PlanForm.JSON)));
        assertThat(plan.at("/phase").asString()).isEqualTo("planned");
        assertThat(plan.at("/tables/0/table").asString()).isEqualTo("public.orders");
        assertThat(plan.at("/tables/0/columns/0/to_type").asString()).isEqualTo("bigint");
        assertThat(plan.at("/tables/1/carried/0/name").asString()).isEqualTo("public.line_order");
        assertThat(plan.at("/comes_along/0/references").asString()).isEqualTo("public.orders");
        assertThat(plan.at("/foreign_keys/0/statements/0/phase").asString()).isEqualTo("harden");
        assertThat(plan.at("/swaps")).hasSize(2);
        assertThat(plan.at("/tables/0/remarks")).isNotEmpty().allSatisfy(remark -> assertThat(remark.at("/lines"))
                .allSatisfy(line -> assertThat(line.asString()).matches("\\w.*")));
        assertThat(plan.at("/tables/0/sequences/0").asString()).startsWith("sequence public.orders_id_seq of id");
        assertThat(plan.at("/problems")).isEmpty();
        assertThat(plan.at("/next").asString()).isEqualTo("./pgretype expand the-change");
    }

    @Test
    void whatTheSwapMakesAgainIsCounted() {
        database.execute(
                "create table item (id integer primary key, size integer)",
                "create view sizes as select size from item",
                "create view big as select id from item where size > 9",
                "create policy small on item using (size < 10)");
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\n");
        assertThat(String.join("\n", screen()))
                .contains("with them   1 policy, 2 views")
                .contains("views whose columns change with it");
        assertThat(json(workbench.plan(CHANGE, PlanForm.JSON)).at("/made_again"))
                .hasSize(3);
    }

    @Test
    void programsGetRefusalsToo() {
        database.execute("create table item (id integer primary key, size integer)");
        workbench.change(CHANGE, "table: item\ncolumns: {weight: {type: bigint}}\n");
        Outcome outcome = workbench.plan(CHANGE, PlanForm.JSON);
        assertThat(outcome.problems()).hasSize(1);
        assertThat(json(outcome).at("/problems/0/code").asString()).isEqualTo("column-missing");
        assertThat(json(outcome).at("/tables")).isEmpty();
    }

    @Test
    void anOpenChangeIsSaidToBe() {
        database.execute("create table item (id integer primary key, size integer)");
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\n");
        run(PhaseCommand.EXPAND);
        assertThat(json(workbench.plan(CHANGE, PlanForm.JSON)).at("/next").asString())
                .isEqualTo("./pgretype backfill the-change");
        assertThat(screen())
                .containsExactly("plan the-change: it is expanded already; next: ./pgretype backfill the-change");
    }
}
