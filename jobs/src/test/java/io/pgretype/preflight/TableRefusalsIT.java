package io.pgretype.preflight;

import static io.pgretype.preflight.Refusals.assertRefused;
import static io.pgretype.preflight.Scenario.change;
import static io.pgretype.preflight.Scenario.move;
import static io.pgretype.preflight.Scenario.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.change.Change;
import io.pgretype.problem.ProblemCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables that are no plain tables, or not alone. */
class TableRefusalsIT {

    @AutoClose
    private final Scenario scenario = new Scenario();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create view file as select 1 as size | it is a view",
                "create materialized view file as select 1 as size | it is a materialized view",
                "create type file as (size int) | it is a composite type",
                "create foreign data wrapper w; create server s foreign data wrapper w;"
                        + "create foreign table file (size int) server s | it is a foreign table",
                "create type kind as (id int, size int);"
                        + "create table file of kind (primary key (id)) | it is a typed table, of kind"
            })
    void isNoPlainTable(String statements, String observed) {
        assertRefused(scenario.refusalsAfter(statements), ProblemCode.NOT_A_PLAIN_TABLE, observed);
    }

    @Test
    void indexIsNoPlainTable() {
        scenario.database().execute("create table file (size int primary key)");

        assertRefused(
                scenario.refusals("public.file_pkey", "size", "bigint"),
                ProblemCode.NOT_A_PLAIN_TABLE,
                "it is an index");
    }

    @Test
    void temporaryTableIsNoPlainTable() throws SQLException {
        try (Connection session = scenario.database().connect();
                var statement = session.createStatement()) {
            statement.execute("create temporary table file (id int primary key, size int)");
            String schema = scenario.database()
                    .value("select relnamespace::regnamespace from pg_class where relname = 'file'", String.class);

            assertRefused(
                    scenario.refusals(schema + ".file", "size", "bigint"),
                    ProblemCode.NOT_A_PLAIN_TABLE,
                    "it is a temporary table");
        }
    }

    @Test
    void systemCatalogIsNoPlainTable() {
        assertRefused(
                scenario.refusals("pg_catalog.pg_operator", "oprcanhash", "int"),
                ProblemCode.NOT_A_PLAIN_TABLE,
                "it belongs to the system catalog");
    }

    @Test
    void ledgerIsNoPlainTable() {
        scenario.database().execute("create schema pgretype", "create table pgretype.run (id int primary key, n int)");

        assertRefused(
                scenario.refusals("pgretype.run", "n", "bigint"),
                ProblemCode.NOT_A_PLAIN_TABLE,
                "it belongs to pgretype itself");
    }

    @Test
    void partitionKey() {
        assertRefused(
                scenario.refusalsAfter(
                        "create table file (id int, size int, primary key (id, size)) partition by range (size)",
                        "create table part partition of file default"),
                ProblemCode.PARTITIONED_TABLE,
                "file is partitioned by RANGE (size)");
    }

    @Test
    void isAPartition() {
        scenario.database()
                .execute(
                        "create schema \"Odd\"",
                        "create table \"Odd\".whole (id int primary key, size int) partition by range (id)",
                        "create table file partition of \"Odd\".whole default");

        assertRefused(
                scenario.refusals("public.file", "size", "bigint"),
                ProblemCode.PARTITIONED_TABLE,
                "it is a partition of \"Odd\".whole");
    }

    @Test
    void inheritsAndIsInherited() {
        assertRefused(
                scenario.refusalsAfter(
                        "create table parent (size int)",
                        "create table file (id int primary key) inherits (parent)",
                        "create table child () inherits (file)"),
                ProblemCode.INHERITANCE,
                "it inherits from public.parent",
                "public.child inherits from it");
    }

    @Test
    void rowsAreHiddenFromTheOwner() {
        String owner = "owner_" + UUID.randomUUID().toString().replace("-", "");
        scenario.database()
                .execute(
                        "create role " + owner,
                        "create schema pgretype authorization " + owner,
                        "create table file (id int primary key, size int)",
                        "alter table file owner to " + owner,
                        "alter table file enable row level security");
        Change change = change(table("public.file", move("size", "bigint")));

        assertThat(scenario.refusalsFor(owner, change)).isEmpty();
        scenario.database().execute("alter table file force row level security");
        assertRefused(
                scenario.refusalsFor(owner, change),
                ProblemCode.ROWS_HIDDEN,
                "row level security is forced on its owner too, and role %s has no BYPASSRLS".formatted(owner));
        scenario.database().execute("alter role %s bypassrls".formatted(owner));
        assertThat(scenario.refusalsFor(owner, change)).isEmpty();
    }

    @Test
    void rowsOfAPartitionMayBeHiddenFromItsOwner() {
        String owner = "owner_" + UUID.randomUUID().toString().replace("-", "");
        scenario.database()
                .execute(
                        "create role " + owner,
                        "create schema pgretype authorization " + owner,
                        "create table file (id int, size int) partition by range (id)",
                        "create table part partition of file default",
                        "alter table file owner to " + owner,
                        "alter table part owner to " + owner,
                        "alter table part enable row level security, force row level security");

        assertRefused(
                scenario.refusalsFor(owner, change(table("public.file", move("size", "bigint")))),
                ProblemCode.ROWS_HIDDEN,
                "row level security is forced on its owner too");
    }
}
