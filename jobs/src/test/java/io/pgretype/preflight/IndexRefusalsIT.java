package io.pgretype.preflight;

import static io.pgretype.preflight.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.PostgresServer;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Indexes of the column that have a part or a state of their own. */
class IndexRefusalsIT {

    @AutoClose
    private final Scenario scenario = new Scenario();

    @ParameterizedTest
    @ValueSource(strings = {"using index file_size_key", "full"})
    void theReplicaIdentityIsNotRefused(String identity) {
        assertThat(scenario.refusalsAfter(
                        "create table file (id int primary key, size int not null unique)",
                        "alter table file replica identity " + identity))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(id, size)", "((size / 2))"})
    void allowsOneNullOnly(String columns) {
        assumeThat(PostgresServer.major()).isGreaterThanOrEqualTo(15);
        assertRefused(
                scenario.refusalsAfter(
                        "create table file (id int primary key, size int)",
                        "create unique index one_null on file %s nulls not distinct".formatted(columns)),
                ProblemCode.NULLS_NOT_DISTINCT,
                "index public.one_null is NULLS NOT DISTINCT");
    }

    @Test
    void oneNullOnlyOfOtherColumnsIsNotRefused() {
        assumeThat(PostgresServer.major()).isGreaterThanOrEqualTo(15);
        assertThat(scenario.refusalsAfter(
                        "create table file (id int primary key, size int unique, name text)",
                        "create unique index one_null on file (name) include (size) nulls not distinct"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(coalesce(size, 0))",
                "(id, coalesce(size, 0))",
                "((case when size > 0 then 1 else 2 end))",
                "((size is null))",
                "((size is not null))",
                "((array[size]))",
                "(loose(size))",
                "(id) where size is null",
                "(id) where not (size is not null)",
                "(id) where size is distinct from 3",
                "(id) where loose(size) > 0",
                "(id) where name is not null and size is null"
            })
    void takesNullForAValue(String index) {
        assertRefused(
                scenario.refusalsAfter(
                        "create table file (id int primary key, size int, name text)",
                        "create function public.loose(int) returns int immutable language plpgsql as 'begin return 0; end'",
                        "create unique index counts_null on file " + index.replace("loose", "public.loose")),
                ProblemCode.UNIQUE_COUNTS_NULL,
                "index public.counts_null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(size, coalesce(size, 0))",
                "((size % 10))",
                "((size > 5 or name = 'a'), id)",
                "(id) where size is not null",
                "(id) where size is not null and name is null",
                "(id) where size > 5 and not (size > 10)",
                "(id) where size in (1, 2, 3)",
                "(id) where name is null",
                "(coalesce(name, 'a')) include (size)"
            })
    void takesNullForNoValue(String index) {
        assertThat(scenario.refusalsAfter(
                        "create table file (id int primary key, size int, name text)",
                        "create unique index counts_no_null on file " + index))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "numeric          | text",
                "citext           | text",
                "float8           | text",
                "interval         | text",
                "jsonb            | text",
                "text collate any | varchar(20)",
            })
    void takesDifferentValuesForOne(String from, String to) {
        assertThat(refusalsOfUnique(from, to)).containsExactly(ProblemCode.UNIQUE_TOO_COARSE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int           | bigint",
                "int           | numeric",
                "bigint        | text",
                "positive      | bigint",
                "char(32)      | uuid",
                "char(8)       | text",
                "varchar(10)   | varchar(20)",
                "varchar(10)   | text",
                "text          | citext",
                "uuid          | text",
                "float4        | float8",
                "numeric(10,2) | numeric(12,2)",
                "int[]         | bigint[]",
                "timestamptz   | text",
            })
    void takesNoDifferentValuesForOne(String from, String to) {
        assertThat(refusalsOfUnique(from, to)).isEmpty();
    }

    private List<ProblemCode> refusalsOfUnique(String from, String to) {
        scenario.database()
                .execute(
                        "create extension citext",
                        "create domain positive as int check (value > 0)",
                        "create collation \"any\" (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                        "create table file (id int primary key, size %s)".formatted(from.replace("any", "\"any\"")),
                        "create unique index coarse on file (id, size)");
        return scenario.refusals("public.file", "size", to).stream()
                .map(Problem::code)
                .toList();
    }

    @Test
    void makesDifferentValuesOneByAnExpression() {
        scenario.database()
                .execute(
                        "create table file (id int primary key, size int)",
                        "create unique index halves on file ((size / 2))");

        assertThat(scenario.refusals("public.file", "size", "bigint")).isEmpty();
        assertRefused(
                scenario.refusals("public.file", "size", "numeric"),
                ProblemCode.UNIQUE_TOO_COARSE,
                "index public.halves is unique");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(size)", "(id, size)", "((size % 1))", "((1)) where size > 0"})
    void isInvalid(String columns) {
        scenario.database()
                .execute("create table file (id int primary key, size int)", "insert into file values (1, 1), (2, 1)");
        String index = "create unique index concurrently broken on file " + columns;
        if (columns.equals("(id, size)")) {
            scenario.database()
                    .execute(
                            index, "update pg_index set indisvalid = false" + " where indexrelid = 'broken'::regclass");
        } else {
            assertThatThrownBy(() -> scenario.database().execute(index))
                    .hasMessageContaining("could not create unique index");
        }

        assertRefused(
                scenario.refusals("public.file", "size", "bigint"),
                ProblemCode.INVALID_INDEX,
                "index public.broken is invalid");
    }
}
