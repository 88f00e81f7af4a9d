package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertDone;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.change.Identifier;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.AnyVersion;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns may have any name: those of our aliases, parameters and variables, of tables, and the words of PL/pgSQL. */
@AnyVersion
class ColumnNamesIT extends PhaseFixture {

    /** Enough to try a sample of them before the backfill. */
    private static final int ROWS = 1_500;

    private static final List<String> ALIASES = List.of(
            "t",
            "new",
            "left",
            "row_key",
            "page",
            "value",
            "new_value",
            "pgretype_row",
            "pgretype_check",
            "known",
            "number",
            "table_name",
            "change",
            "item",
            "loop",
            "if",
            "declare",
            "sampled",
            "checked",
            "excluded");

    private static final List<String> OTHERS = List.of(
            "pgretype_value_",
            "k",
            "k1",
            "old",
            "unlocked",
            "place",
            "pruned",
            "key",
            "before",
            "after",
            "misfit",
            "part",
            "bound",
            "column_name",
            "pgretype_value",
            "pgretype_nothing",
            "block",
            "begin",
            "while",
            "foreach",
            "strict",
            "by",
            "execute",
            "tg_op",
            "sqlerrm",
            "public");

    /** What becomes of the moved columns. */
    private enum Conversion {
        /** Cannot fail, so it stands in our statements. */
        TOTAL("{type: bigint}", "5000000000"),
        /** Can fail, so it stands in functions. */
        FALLIBLE("{type: text, convert-back: '%s::integer'}", "'no number'");

        private final String declared;
        private final String misfit;

        Conversion(String declared, String misfit) {
            this.declared = declared;
            this.misfit = misfit;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "aliases, others,  key,   TOTAL,    11000",
        "others,  aliases, block, FALLIBLE, 1500",
        "others,  t,       block, TOTAL,    11000",
        "aliases, k,       key,   FALLIBLE, 1500",
    })
    void allPhasesWorkWhateverTheColumnsAreCalled(
            String moved, String key, String order, Conversion conversion, int rows) {
        List<String> columns = columns(moved);
        database.execute(
                "create table item (%s, primary key (%s))"
                        .formatted(
                                each(Stream.concat(ALIASES.stream(), OTHERS.stream()), "%s integer"),
                                each(columns(key).stream().limit(32), "%s")),
                "insert into item select %s from generate_series(1, %d) as i"
                        .formatted(each(Stream.concat(ALIASES.stream(), OTHERS.stream()), "i"), rows),
                "create index on item (%s)".formatted(sql(columns.get(0))),
                "analyze item");
        change("item", columns, conversion, "order: " + order);

        goThere("item", columns, rows);
        comeBack("item", columns, conversion);
    }

    @ParameterizedTest
    @CsvSource({"block, TOTAL", "key, FALLIBLE"})
    void aColumnOfACompositeTypeIsNotTakenForTheRow(String order, Conversion conversion) {
        List<String> columns = List.of("size");
        database.execute(
                "create type shadow as (id text, size text, size_new text, size_old text, k1 text, place text)",
                "create table item (id integer primary key, size integer not null, %s)"
                        .formatted(each(Stream.concat(ALIASES.stream(), OTHERS.stream()), "%s shadow")),
                "insert into item select i, i from generate_series(1, %d) as i".formatted(ROWS),
                "analyze item");
        change("item", columns, conversion, "order: " + order);

        goThere("item", columns, ROWS);
        comeBack("item", columns, conversion);
    }

    @ParameterizedTest
    @CsvSource({
        "t.t,               key,   FALLIBLE",
        "k.unlocked,        block, TOTAL",
        "pgretype_row.page, block, FALLIBLE",
        "new.misfit,        key,   TOTAL",
    })
    void aTableOrItsSchemaMayBeCalledSoToo(String table, String order, Conversion conversion) {
        List<String> columns = List.of("t", "k");
        database.execute(
                "create schema if not exists " + table.replaceAll("[.].*", ""),
                "create table %s (id integer primary key, t integer, k integer)".formatted(table),
                "insert into %s select i, i, i from generate_series(1, %d) as i".formatted(table, ROWS),
                "analyze " + table);
        change(table, columns, conversion, "order: " + order);

        goThere(table, columns, ROWS);
        comeBack(table, columns, conversion);
    }

    @ParameterizedTest
    @CsvSource({"key", "block"})
    void whatAConversionSaysStays(String order) {
        database.execute(
                "create table item (id integer primary key, size integer, \"a pgretype_row.size\" text default '-')",
                "insert into item select i, i from generate_series(1, 100) as i");
        workbench.change(CHANGE, """
                table: item
                order: %s
                columns:
                  size:
                    type: text
                    convert: "'pgretype_row.' || size || ' pgretype_row.size_new' || \\"a pgretype_row.size\\""
                    convert-back: "split_part(split_part(replace(size_new, 'pgretype_row.size_new', ''), '.', 2), ' ', 1)::integer"
                """.formatted(order));
        run(PhaseCommand.EXPAND);
        database.execute("insert into item values (101, 101)");
        runTo(Phase.CUT_OVER);
        assertThat(database.column("select distinct replace(size, id::text, 'N') from item"))
                .containsExactly("pgretype_row.N pgretype_row.size_new-");
        run(PhaseCommand.ROLLBACK);
        assertThat(database.value("select count(*) from item where size = id", Long.class))
                .isEqualTo(101);
    }

    @Test
    void aColumnThatAConversionNamesInALiteralOnlyMayBeMissing() {
        database.execute("create table item (id integer primary key, size integer)", "insert into item values (1, 1)");
        workbench.change(CHANGE, """
                table: item
                columns:
                  size:
                    type: text
                    convert: "size || 'pgretype_row.nothing'"
                    convert-back: "replace(size_new, 'pgretype_row.nothing', '')::integer"
                """);
        runTo(Phase.CUT_OVER);
    }

    @Test
    void theWayBackNeedsNoNameThatAnotherColumnsNotNullHas() {
        database.execute(
                "create table item (id integer primary key, item integer not null, new integer not null)",
                "insert into item values (1, 1, 1)");
        workbench.change(CHANGE, "table: item\ncolumns: {item: {type: bigint}}\n");
        runTo(Phase.CUT_OVER);
        run(PhaseCommand.ROLLBACK, PhaseCommand.VERIFY, PhaseCommand.CUTOVER);
    }

    private void change(String table, List<String> columns, Conversion conversion, String options) {
        workbench.change(
                CHANGE,
                "table: %s\n%s\ncolumns:\n%s\n"
                        .formatted(
                                table,
                                options,
                                columns.stream()
                                        .map(column -> "  \"%s\": %s"
                                                .formatted(column, conversion.declared.formatted(sql(column + "_new"))))
                                        .collect(Collectors.joining("\n"))));
    }

    /** Until cutover, with the application's writes, and a mismatch that is repaired. */
    private void goThere(String table, List<String> columns, int rows) {
        assertDone(workbench.plan(CHANGE));
        run(PhaseCommand.EXPAND);
        assertThat(workbench.status().rowsLeft(CHANGE).rows()).isEqualTo(rows);
        database.execute("update %s set %s where ctid in (select ctid from %s limit 1)"
                .formatted(table, each(columns.stream(), "%1$s = %1$s"), table));
        runTo(Phase.HARDENED);
        assertThat(workbench.status().rowsLeft(CHANGE).rows()).isZero();
        database.execute(pastTheMirror(
                table,
                "update %s set %s where ctid in (select ctid from %s limit 1)"
                        .formatted(table, each(columns.stream().map(column -> column + "_new"), "%s = '17'"), table)));
        refused(ProblemCode.MISMATCHES, PhaseCommand.VERIFY);
        done(PhaseCommand.VERIFY, RunOption.REPAIR);
        run(PhaseCommand.VERIFY, PhaseCommand.CUTOVER);
    }

    /** With values that do not fit meanwhile; then there once more, and to the end. */
    private void comeBack(String table, List<String> columns, Conversion conversion) {
        String column = sql(columns.get(0));
        database.execute("update %s set %s where ctid in (select ctid from %s limit 1)"
                .formatted(
                        table,
                        columns.stream()
                                .map(each -> sql(each) + " = " + conversion.misfit)
                                .collect(Collectors.joining(", ")),
                        table));
        assertThat(refused(ProblemCode.WAY_BACK_CLOSED, PhaseCommand.ROLLBACK).observed())
                .startsWith(columns.size() + " values written since cutover");
        run(PhaseCommand.VERIFY);
        database.execute("update %s set %s where %s::text = %s::text"
                .formatted(table, each(columns.stream(), "%s = '1'"), column, conversion.misfit));
        database.execute(pastTheMirror(
                table,
                "update %s set %s where %s::text = '1'"
                        .formatted(table, each(columns.stream().map(each -> each + "_old"), "%s = 18"), column)));
        refused(ProblemCode.MISMATCHES, PhaseCommand.ROLLBACK);
        done(PhaseCommand.VERIFY, RunOption.REPAIR);
        run(PhaseCommand.ROLLBACK, PhaseCommand.VERIFY, PhaseCommand.CUTOVER);
        done(PhaseCommand.CONTRACT, RunOption.NOW);
    }

    private static List<String> columns(String names) {
        return switch (names) {
            case "aliases" -> ALIASES;
            case "others" -> OTHERS;
            default -> List.of(names);
        };
    }

    private static String each(Stream<String> names, String format) {
        Function<String, String> one = name -> format.formatted(sql(name));
        return names.map(one).collect(Collectors.joining(", "));
    }

    private static String sql(String name) {
        return Identifier.of(name).sql();
    }
}
