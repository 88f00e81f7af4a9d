package io.pgretype.preflight;

import static io.pgretype.preflight.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.PostgresServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Indexes of the column that have a part or a state of their own. */
class IndexRefusalsIT {

    private final Scenario scenario = new Scenario();

    @AfterEach
    void drop() {
        scenario.close();
    }

    @Test
    void isTheReplicaIdentity() {
        assertRefused(
                scenario.refusalsAfter(
                        "create table file (id int primary key, size int not null unique)",
                        "alter table file replica identity using index file_size_key"),
                ProblemCode.REPLICA_IDENTITY_INDEX,
                "index public.file_size_key is the replica identity");
    }

    @Test
    void replicaIdentityOfOtherColumnsIsNotRefused() {
        assertThat(scenario.refusalsAfter(
                        "create table file (id int primary key, size int not null unique)",
                        "alter table file replica identity full"))
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
