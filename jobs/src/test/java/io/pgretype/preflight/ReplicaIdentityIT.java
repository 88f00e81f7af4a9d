package io.pgretype.preflight;

import static io.pgretype.preflight.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.PostgresServer;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessException;

/** A published table whose rows the server lets nobody update. */
class ReplicaIdentityIT {

    private static final String NO_IDENTITY = "publishes updates, and the table has no replica identity";
    private static final String FILTER = "filters rows by columns that are not in the replica identity";
    private static final String LIST = "has a column list that the replica identity goes beyond";
    private static final String GENERATED = "does not send a generated column of the replica identity";

    @AutoClose
    private final Scenario scenario = new Scenario();

    /** The server itself says which rows it lets nobody update. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Every way to publish it.
                "14 | alter table file replica identity nothing | for table file | NO_IDENTITY",
                "14 | alter table file replica identity nothing | for all tables | NO_IDENTITY",
                "15 | alter table file replica identity nothing | for tables in schema public | NO_IDENTITY",
                "14 | alter table file replica identity nothing | for table other |",
                "14 | alter table file replica identity nothing | |",
                "14 | alter table file replica identity nothing; alter table file set unlogged | for all tables |",
                "14 | alter table file replica identity nothing | for table file with (publish = 'insert, delete') |",
                "14 | alter table file replica identity nothing | for table file with (publish = 'update') | NO_IDENTITY",
                // Every identity.
                "14 | | for all tables |",
                "14 | alter table file drop constraint file_pkey | for all tables | NO_IDENTITY",
                "14 | alter table file replica identity full | for all tables |",
                "14 | alter table file replica identity using index by_code | for all tables |",
                "14 | alter table file replica identity using index by_code; drop index by_code | for all tables"
                        + " | NO_IDENTITY",
                "14 | alter table file drop constraint file_pkey; alter table file add primary key (id) deferrable;"
                        + " create unique index on file (code) | for all tables | NO_IDENTITY",
                // What a publication may leave out.
                "15 | | for table file where (id > 1) |",
                "15 | | for table file where (id > 1 or code > 2) | FILTER",
                "15 | alter table file replica identity using index by_code | for table file where (code > 2) |",
                "15 | | for table file where (code > 2) with (publish = 'insert') |",
                "15 | alter table file replica identity full | for table file where (code > 2) |",
                "15 | | for table file (id, code) |",
                "15 | | for table file (code) | LIST",
                "15 | | for table file (code) with (publish = 'insert') |",
                "15 | alter table file replica identity full | for table file (id, code, size) | LIST",
                "14 | alter table file add half int generated always as (code / 2) stored not null;"
                        + " create unique index half on file (half); alter table file replica identity using index half"
                        + " | for table file | GENERATED",
                "14 | alter table file add half int generated always as (code / 2) stored;"
                        + " alter table file replica identity full | for table file | GENERATED",
                "18 | alter table file add half int generated always as (code / 2) stored;"
                        + " alter table file replica identity full"
                        + " | for table file with (publish_generated_columns = stored) |",
                "18 | alter table file add half int generated always as (code / 2) virtual;"
                        + " alter table file replica identity full"
                        + " | for table file with (publish_generated_columns = stored) | GENERATED",
                "18 | alter table file add half int generated always as (code / 2) stored | for table file |",
            })
    void isRefusedJustWhereTheServerRefusesUpdates(int since, String table, String published, String expected) {
        assumeTrue(PostgresServer.major() >= since);
        scenario.database()
                .execute(
                        "create table file (id int primary key, code int not null, size int)",
                        "create unique index by_code on file (code)",
                        "create unique index by_id on file (id)",
                        "create table other (id int primary key)");
        if (table != null) {
            scenario.database().execute(table.split("; *"));
        }
        scenario.database().execute("create publication \"Its publication\" " + (published == null ? "" : published));

        List<Problem> refusals = scenario.refusals("public.file", "size", "bigint").stream()
                .filter(problem -> problem.code() == ProblemCode.REPLICA_IDENTITY_MISSING)
                .toList();

        assertThat(refusals.isEmpty()).as("refused").isEqualTo(canBeUpdated());
        // Before 18 the server minds no generated column.
        if (expected != null && !(expected.equals("GENERATED") && PostgresServer.major() < 18)) {
            assertThat(refusals)
                    .extracting(Problem::observed)
                    .containsExactly("publication \"Its publication\" " + observed(expected));
        } else {
            assertThat(refusals).isEmpty();
        }
    }

    private boolean canBeUpdated() {
        try {
            scenario.database().execute("update file set size = 1");
            return true;
        } catch (DataAccessException e) {
            return false;
        }
    }

    private static String observed(String name) {
        return switch (name) {
            case "FILTER" -> FILTER;
            case "LIST" -> LIST;
            case "GENERATED" -> GENERATED;
            default -> NO_IDENTITY;
        };
    }

    @Test
    void theIndexThatIsNamedIsAWayOut() {
        scenario.database()
                .execute(
                        "create table file (id int not null unique, code int, size int not null unique)",
                        "create publication file for table file");

        List<Problem> refusals = scenario.refusals("public.file", "size", "bigint");

        assertRefused(refusals, ProblemCode.REPLICA_IDENTITY_MISSING, "publication file " + NO_IDENTITY);
        String next = refusals.get(0).next();
        assertThat(next).startsWith("'alter table public.file replica identity using index file_id_key'");
        scenario.database().execute(next.substring(1, next.indexOf('\'', 1)));
        assertThat(scenario.refusals("public.file", "size", "bigint")).isEmpty();
    }
}
