package io.pgretype.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pgretype.catalog.TableProblems;
import io.pgretype.catalog.TableReader;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.catalog.WalkableKeys;
import io.pgretype.database.Database;
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
    void isWalkedByPlaceWhereNoKeyIsUsable(String statement, String obstacle) {
        assertThat(scenario.refusalsAfter(
                        "create table file (id int not null, code int, name text not null, size int)", statement))
                .isEmpty();
        assertWalkedByPlace(obstacle);
    }

    private void assertWalkedByPlace(String obstacle) {
        Database database = Database.of(scenario.database().dataSource());
        TableUnderChange table =
                new TableReader(database).read(Scenario.table("public.file", Scenario.move("size", "bigint")), 0);
        assertThat(table.key().isPlace()).isTrue();
        assertThat(TableProblems.noKey(table.name(), new WalkableKeys(database.jdbc()).uniqueIndexes(table.oid()))
                        .observed())
                .contains(obstacle);
    }

    @Test
    void invalidKeyIsNotUsable() {
        scenario.database()
                .execute("create table file (id int not null, size int)", "insert into file values (1, 1), (1, 2)");
        assertThatThrownBy(() -> scenario.database().execute("create unique index concurrently file_key on file (id)"))
                .hasMessageContaining("could not create unique index");

        assertThat(scenario.refusals("public.file", "size", "bigint")).isEmpty();
        assertWalkedByPlace("public.file_key is invalid");
    }

    @Test
    void notNullThatIsNotValidatedIsNotUsable() {
        assumeTrue(PostgresServer.major() >= 18, "NOT NULL … NOT VALID is new in 18");

        assertThat(scenario.refusalsAfter(
                        "create table file (id int unique, size int)", "alter table file add not null id not valid"))
                .isEmpty();
        assertWalkedByPlace("public.file_id_key has a column that may be NULL");
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
