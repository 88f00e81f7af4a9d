package io.pgretype.phases;

import static io.pgretype.testkit.Outcomes.assertDone;
import static io.pgretype.testkit.Outcomes.assertStopped;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.AnyVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is put together of a conversion, a name or a column's traits is a statement that PostgreSQL takes, in each phase. */
@AnyVersion
class StatementTextsIT extends PhaseFixture {

    /** PL/pgSQL looks for words in an expression: THEN ends the condition of an IF. */
    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            integer ! bigint  ! case when size > 5 then size::bigint else size end ! case when size_new > 5 then size_new::integer else size_new::integer end
            text    ! boolean ! case size when '1' then true when '0' then false end ! case when size_new then '1' when not size_new then '0' end
            """)
    void aConversionMayBeACase(String from, String to, String convert, String back) {
        database.execute(
                "create table item (id integer primary key, size %s)".formatted(from),
                "insert into item select i, i % 2 from generate_series(1, 20) as i");
        workbench.change(CHANGE, """
                table: item
                columns:
                  size:
                    type: %s
                    convert: "%s"
                    convert-back: "%s"
                """.formatted(to, convert, back));
        goThereAndBack("item");
        assertThat(database.value("select count(*) from item where size::integer = id % 2", Long.class))
                .isEqualTo(20);
    }

    /** The body of a function is between dollars. */
    @ParameterizedTest
    @ValueSource(strings = {"$pgretype$", "$pgretype$ $pgretype_$", "$$", "$pgretype", "$1"})
    void conversionsAndNamesMayHaveDollars(String dollars) {
        String table = "\"" + dollars + "\"";
        database.execute(
                "create table %s (id integer primary key, size integer, kind integer)".formatted(table),
                "insert into %s select i, i, i from generate_series(1, 20) as i".formatted(table));
        workbench.change(CHANGE, """
                table: '%1$s'
                columns:
                  size:
                    type: text
                    convert: "'%2$s' || size"
                    convert-back: "replace(size_new, '%2$s', '')::integer"
                  kind: {type: bigint}
                """.formatted(table, dollars));
        goThereAndBack(table);
        assertThat(database.value(
                        "select count(*) from %s where size = '%s' || id".formatted(table, dollars), Long.class))
                .isEqualTo(20);
    }

    /** The mirror would read NULL for it, and harden end with that. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: bigint, convert: 'size::bigint + len', convert-back: 'size_new::integer'}",
                "{type: bigint, convert: 'size::bigint', convert-back: '(size_new - len)::integer'}"
            })
    void aConversionReadsNoGeneratedColumn(String column) {
        database.execute(
                "create table item (id integer primary key, size integer, code text, len integer generated always as (length(code)) stored)");
        workbench.change(CHANGE, "table: item\ncolumns: {size: %s}\n".formatted(column));
        Outcome plan = workbench.plan(CHANGE);
        assertThat(assertStopped(plan, ProblemCode.CONVERSION_INVALID).text())
                .contains("cannot read column len", "what len is generated from");
    }

    /** {@code alter table … type} leaves these behind as well. */
    @ParameterizedTest
    @ValueSource(strings = {"set storage external", "set storage main", "set compression pglz"})
    void whatTheNewTypeCannotHaveIsNotCarried(String trait) {
        database.execute(
                "create table item (id integer primary key, size text)",
                "insert into item select i, i from generate_series(1, 20) as i",
                "alter table item alter size " + trait);
        workbench.change(CHANGE, """
                table: item
                columns:
                  size: {type: tsquery, convert-back: "replace(size_new::text, '''', '')"}
                """);
        goThereAndBack("item");
    }

    /** To cutover, back, there once more and to the end; with an application that writes in each direction. */
    private void goThereAndBack(String table) {
        String write = "update %s set id = id where id = 7".formatted(table);
        assertDone(workbench.plan(CHANGE));
        run(PhaseCommand.EXPAND);
        database.execute(write);
        runTo(Phase.CUT_OVER);
        database.execute(write);
        run(PhaseCommand.ROLLBACK, PhaseCommand.VERIFY, PhaseCommand.CUTOVER);
        done(PhaseCommand.CONTRACT, RunOption.NOW);
    }
}
