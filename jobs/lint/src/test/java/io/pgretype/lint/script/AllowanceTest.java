package io.pgretype.lint.script;

import static io.pgretype.lint.script.Allowance.Origin.EUGENE;
import static io.pgretype.lint.script.Allowance.Origin.SQUAWK;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowanceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- pgretype: allow table-rewrite because it is small",
                "--pgretype:allow table-rewrite because it is small",
                "/* pgretype: allow table-rewrite because it is small */",
                "-- PGRETYPE: ALLOW table-rewrite BECAUSE it is small"
            })
    void ours(String comment) {
        assertThat(first(comment + "\nalter table t;"))
                .containsExactly(new Allowance("table-rewrite", "it is small", 1));
    }

    @Test
    void severalRulesInOneComment() {
        assertThat(first("-- pgretype: allow column-dropped, table-rewrite because of that\nselect 1;"))
                .containsExactly(
                        new Allowance("column-dropped", "of that", 1), new Allowance("table-rewrite", "of that", 1));
    }

    @Test
    void withoutReasonOrRule() {
        assertThat(first("-- pgretype: allow column-dropped\n-- pgretype: allow\nselect 1;"))
                .containsExactly(new Allowance("column-dropped", "", 1), new Allowance("", "", 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- we allow column-dropped because of that",
                "-- pgretype: nothing",
                "-- pgretype: allowed column-dropped because of that",
                "-- squawk-ignored ban-drop-column",
                "-- eugene: skip E1",
                "-- eugene looks at this"
            })
    void otherCommentsAllowNothing(String comment) {
        assertThat(first(comment + "\nselect 1;")).isEmpty();
    }

    @Test
    void isForTheNextStatementOnly() {
        String sql = """
                select 1;
                -- pgretype: allow a because x

                -- why

                select 2;
                select 3;
                """;
        assertThat(SqlScript.of(sql, Client.PSQL).statements())
                .extracting(statement -> statement.allowances().size())
                .containsExactly(0, 1, 0);
    }

    @Test
    void insideAStatementIsForThatOne() {
        assertThat(first("alter table t\n-- pgretype: allow a because x\nadd column b int; select 1"))
                .containsExactly(new Allowance("a", "x", 2));
    }

    @Test
    void inTheLineOfAStatementsEndIsForThatOne() {
        String sql = "select 1; -- pgretype: allow a because x\n-- pgretype: allow b because x\nselect 2;";
        assertThat(SqlScript.of(sql, Client.PSQL).statements())
                .extracting(statement ->
                        statement.allowances().stream().map(Allowance::rule).toList())
                .containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void afterTheLastStatementIsForNone() {
        assertThat(SqlScript.of("select 1;\n-- pgretype: allow a because x\n", Client.PSQL)
                        .leftover())
                .containsExactly(new Allowance("a", "x", 2));
    }

    @Test
    void inAStringIsNone() {
        assertThat(first("select '\n-- pgretype: allow a because x\n';")).isEmpty();
    }

    @Test
    void squawks() {
        assertThat(first("-- squawk-ignore ban-drop-column,renaming-table -- because\nselect 1;"))
                .containsExactly(
                        new Allowance("column-dropped", "", 1, SQUAWK), new Allowance("table-renamed", "", 1, SQUAWK));
    }

    @Test
    void squawksInsideAStatement() {
        assertThat(first("alter table t\n/* squawk-ignore ban-drop-column */\ndrop column a;"))
                .containsExactly(new Allowance("column-dropped", "", 2, SQUAWK));
    }

    @Test
    void squawksForAllRules() {
        assertThat(first("-- squawk-ignore\nselect 1;"))
                .singleElement()
                .matches(allowance -> allowance.covers("table-rewrite"));
    }

    @Test
    void squawksForTheFileWhereverItIs() {
        String sql = "select 1;\nselect 2;\n-- squawk-ignore-file ban-drop-table\n";
        assertThat(SqlScript.of(sql, Client.PSQL).statements())
                .extracting(Statement::allowances)
                .containsOnly(List.of(new Allowance("table-dropped", "", 3, SQUAWK)));
    }

    @Test
    void rulesOfStyleAndUnknownOnesAllowNothing() {
        assertThat(first("-- squawk-ignore prefer-text-field, no-such-rule\nselect 1;"))
                .isEmpty();
    }

    @Test
    void eugenes() {
        assertThat(first("-- eugene: ignore E6, E9, W13\nselect 1;"))
                .containsExactly(
                        new Allowance("index-build-blocks-writes", "", 1, EUGENE),
                        new Allowance("lock-without-timeout", "", 1, EUGENE));
    }

    @Test
    void eugenesForAllRules() {
        assertThat(first("-- eugene: ignore\nselect 1;"))
                .singleElement()
                .matches(allowance -> allowance.covers("table-rewrite"));
    }

    private static List<Allowance> first(String sql) {
        return SqlScript.of(sql, Client.PSQL).statements().get(0).allowances();
    }
}
