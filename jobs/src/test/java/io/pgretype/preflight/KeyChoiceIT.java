package io.pgretype.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pgretype.catalog.KeyColumn;
import io.pgretype.catalog.TableDrift;
import io.pgretype.catalog.TableReader;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.catalog.UniqueIndex;
import io.pgretype.catalog.WalkableKeys;
import io.pgretype.change.TableChange;
import io.pgretype.database.Database;
import io.pgretype.problem.Problem;
import io.pgretype.testkit.PostgresServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Preflight, the walk and the gates take the same indexes for keys. */
class KeyChoiceIT {

    private static final TableChange CHANGE = Scenario.table("public.file", Scenario.move("size", "bigint"));

    @AutoClose
    private final Scenario scenario = new Scenario();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "14 | id text not null | create unique index on file (id collate \"POSIX\") | is not in the default order",
                "14 | id text not null | create unique index on file (id text_pattern_ops) | is not in the default order",
                "14 | id citext not null | create unique index on file (id text_ops) | is not in the default order",
                "14 | id shout not null | create unique index on file (id text_ops) | is not in the default order",
                "14 | id int not null | create unique index on file (id desc) | is not in the default order",
                "14 | id hstore not null | create unique index on file (id) | compares by operators that are not < and >",
                "14 | id other.citext not null | create unique index on file (id other.citext_ops)"
                        + " | compares by operators outside of the search_path",
                "14 | id int not null | alter table file add unique (id) deferrable | is deferrable",
                "14 | id int | create unique index on file (id) | has a column that may be NULL",
                "14 | id int not null | create unique index on file (id) where id > 0 | is partial",
                "18 | id int | create unique index on file (id); alter table file add not null id not valid"
                        + " | has a column that may be NULL",
            })
    void isTheSameEverywhere(int since, String column, String index, String obstacle) {
        assumeTrue(PostgresServer.major() >= since);
        scenario.database()
                .execute(
                        "create extension hstore",
                        column.contains("other.") ? "create schema other" : "select 1",
                        "create extension citext" + (column.contains("other.") ? " schema other" : ""),
                        column.contains("shout") ? "create domain shout as citext" : "select 1",
                        "create table file (%s, size int, good int, better int)".formatted(column));
        scenario.database().execute(index.split("; "));
        scenario.database()
                .execute(
                        "alter table file alter good set not null, alter better set not null",
                        "create unique index good on file (good, better)");
        var reader = new TableReader(Database.of(scenario.database().dataSource()));

        assertThat(scenario.refusals(Scenario.change(CHANGE))).isEmpty();
        TableUnderChange table = reader.read(CHANGE, 0);
        assertThat(table.key().columns().stream().map(KeyColumn::name)).hasToString("[good, better]");
        // As after expand.
        scenario.database().execute("alter table file add size_new bigint");
        assertThat(drift(table)).isEmpty();

        scenario.database().execute("drop index good");
        assertThat(drift(table))
                .contains("the key (good, better) by which it is walked is not unique and NOT NULL any more");
        scenario.database().execute("alter table file drop size_new");
        assertThat(scenario.refusals(Scenario.change(CHANGE))).isEmpty();
        assertThat(reader.read(CHANGE, 0).key().isPlace()).isTrue();
        assertThat(new WalkableKeys(JdbcClient.create(scenario.database().dataSource())).uniqueIndexes(table.oid()))
                .extracting(UniqueIndex::obstacle)
                .containsExactly(obstacle);
    }

    private String drift(TableUnderChange table) {
        return new TableDrift(JdbcClient.create(scenario.database().dataSource()))
                .problem("widen", table)
                .map(Problem::observed)
                .orElse("");
    }
}
