package io.pgretype.preflight;

import static io.pgretype.preflight.Refusals.assertRefused;
import static io.pgretype.preflight.Scenario.change;
import static io.pgretype.preflight.Scenario.move;
import static io.pgretype.preflight.Scenario.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the author of the change file must mend. */
class DeclarationRefusalsIT {

    @AutoClose
    private final Scenario scenario = new Scenario();

    @Test
    void tableDoesNotExist() {
        assertRefused(
                scenario.refusals("public.file", "size", "bigint"), ProblemCode.TABLE_MISSING, "has no such table");
    }

    @Test
    void columnDoesNotExist() {
        assertRefused(
                scenario.refusalsAfter(
                        "create table file (id int primary key, \"Size\" int, gone int)",
                        "alter table file drop column gone"),
                ProblemCode.COLUMN_MISSING,
                "its columns are id, Size");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ctid", "gone", "........pg.dropped.3........"})
    void systemAndDroppedColumnsDoNotExist(String column) {
        scenario.database()
                .execute(
                        "create table file (id int primary key, size int, gone int)",
                        "alter table file drop column gone");

        assertRefused(scenario.refusals("public.file", column, "bigint"), ProblemCode.COLUMN_MISSING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "big int",
                "bigint; drop table file",
                "nosuch",
                "nosuch.type",
                "numeric(99999)",
                "anyelement",
                "trigger",
                "serial",
                "setof int",
                "",
                "bigint) as x, (null::bigint"
            })
    void typeIsNoColumnsType(String type) {
        scenario.database().execute("create table file (id int primary key, size int)");

        assertRefused(scenario.refusals("public.file", "size", type), ProblemCode.TYPE_UNKNOWN, "size: ");
    }

    @Test
    void allThatIsWrongInTheFileComesAtOnceAndAlone() {
        scenario.database().execute("create table file (size int)");

        var problems = scenario.refusals(change(
                table("public.file", move("size", "nosuch"), move("sise", "bigint")),
                table("public.fill", move("size", "bigint"))));

        assertThat(problems)
                .extracting(Problem::code)
                .containsExactly(ProblemCode.COLUMN_MISSING, ProblemCode.TYPE_UNKNOWN, ProblemCode.TABLE_MISSING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "integer | int4",
                "numeric(12,2) | decimal( 12, 2 )",
                "varchar(30) | character varying(30)",
                "timestamp(3) with time zone | timestamptz(3)",
                "char | bpchar(1)",
                "interval day to second | interval day to second",
                "varchar(9)[] | varchar(9)[]",
                "\"Odd\".amount | \"Odd\".amount"
            })
    void columnHasTheTypeAlready(String is, String becomes) {
        scenario.database()
                .execute(
                        "create schema \"Odd\"",
                        "create domain \"Odd\".amount as int check (value > 0)",
                        "create table file (id int primary key, size %s)".formatted(is));

        assertRefused(
                scenario.refusals("public.file", "size", becomes),
                ProblemCode.SAME_TYPE,
                "public.file.size is ",
                " already");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "integer | bigint",
                "numeric(12,2) | numeric(12,3)",
                "numeric(12,2) | numeric",
                "varchar(30) | varchar(40)",
                "varchar(30) | varchar",
                "int | int[]",
                "int | \"Odd\".amount",
                "\"Odd\".amount | int"
            })
    void anotherLengthIsAnotherType(String is, String becomes) {
        scenario.database()
                .execute(
                        "create schema \"Odd\"",
                        "create domain \"Odd\".amount as int check (value > 0)",
                        "create table file (id int primary key, size %s)".formatted(is));

        assertThat(scenario.refusals("public.file", "size", becomes)).isEmpty();
    }
}
