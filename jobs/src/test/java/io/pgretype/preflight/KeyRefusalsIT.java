package io.pgretype.preflight;

import static io.pgretype.preflight.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.PostgresServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The key by which a table is walked, and columns that are part of one. */
class KeyRefusalsIT {

    @AutoClose
    private final Scenario scenario = new Scenario();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create index file_key on file (id) | it has no primary key and no unique index",
                "create unique index file_key on file (code) | public.file_key has a column that may be NULL",
                "create unique index file_key on file (id) where id > 0 | public.file_key is partial",
                "create unique index file_key on file ((id + 1)) | public.file_key has an expression",
                "create unique index file_key on file (id desc) | public.file_key is not in the default order",
                "create unique index file_key on file (name text_pattern_ops)"
                        + " | public.file_key is not in the default order",
                "create unique index file_key on file (name collate \"C\")"
                        + " | public.file_key is not in the default order",
                "alter table file add unique (id) deferrable | public.file_id_key is deferrable",
                "alter table file add primary key (id) deferrable | public.file_pkey is deferrable"
            })
    void hasNoUsableKey(String statement, String observed) {
        assertRefused(
                scenario.refusalsAfter(
                        "create table file (id int not null, code int, name text not null, size int)", statement),
                ProblemCode.NO_KEY,
                observed);
    }

    @Test
    void invalidKeyIsNotUsable() {
        scenario.database()
                .execute("create table file (id int not null, size int)", "insert into file values (1, 1), (1, 2)");
        assertThatThrownBy(() -> scenario.database().execute("create unique index concurrently file_key on file (id)"))
                .hasMessageContaining("could not create unique index");

        assertRefused(
                scenario.refusals("public.file", "size", "bigint"), ProblemCode.NO_KEY, "public.file_key is invalid");
    }

    @Test
    void notNullThatIsNotValidatedIsNotUsable() {
        assumeTrue(PostgresServer.major() >= 18, "NOT NULL … NOT VALID is new in 18");

        assertRefused(
                scenario.refusalsAfter(
                        "create table file (id int unique, size int)", "alter table file add not null id not valid"),
                ProblemCode.NO_KEY,
                "public.file_id_key has a column that may be NULL");
    }

    @Test
    void uniqueIndexOverNotNullColumnsIsAKey() {
        assertThat(scenario.refusalsAfter(
                        "create table file (id int not null, code text not null, size int)",
                        "create unique index file_key on file (code, id) include (size)"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(size)", "(id, size)", "(id) include (size)"})
    void columnInThePrimaryKeyIsNotRefused(String columns) {
        assertThat(scenario.refusalsAfter(
                        "create table file (id int not null, size int, primary key %s)".formatted(columns)))
                .isEmpty();
    }

    @Test
    void columnInTheOnlyKeyIsNotRefused() {
        assertThat(scenario.refusalsAfter("create table file (id int, size int not null unique)"))
                .isEmpty();
    }

    @Test
    void thereIsAnotherKey() {
        assertThat(scenario.refusalsAfter("create table file (id int not null unique, size int not null unique)"))
                .isEmpty();
    }
}
