package io.pgretype.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.catalog.TableReader;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Identifier;
import io.pgretype.change.Move;
import io.pgretype.database.Database;
import io.pgretype.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Values that become equal, in keys that others refer to. */
class DuplicateScanIT {

    @AutoClose
    private final Scenario scenario = new Scenario();

    @Test
    void thePrimaryKeyIsLookedAtAndWhatRefersToItIsNamed() {
        scenario.database()
                .execute(
                        "create table file (number integer not null unique, id text primary key, kind text)",
                        "create schema other",
                        "create table other.tag (\"File\" text references public.file on update cascade)",
                        "create table note (file_number integer references file (number))",
                        "insert into file select i, md5(i::text) from generate_series(1, 10) as i",
                        "insert into file select 100, upper(md5('3'))");

        List<Problem> problems = scan(new Move(Identifier.of("id"), "uuid", "id::uuid", "id_new::text"));
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).stopped()).contains("unique index public.file_pkey");
        assertThat(problems.get(0).observed())
                .contains(
                        "eccbc87e-4b5c-e2fe-2830-8fd9f2a7baf3",
                        "'ECCBC87E4B5CE2FE28308FD9F2A7BAF3'",
                        "'eccbc87e4b5ce2fe28308fd9f2a7baf3'");
        assertThat(problems.get(0).next()).contains("by the old text, in other.tag (\"File\"), refer to the one");
    }

    private List<Problem> scan(Move move) {
        var session = new SingleConnectionDataSource(scenario.database().url(), true);
        try (session) {
            Database database = Database.of(session);
            TableUnderChange table = new TableReader(database).read(Scenario.table("public.file", move), 0);
            DuplicateScan scan = new DuplicateScan(new JdbcTemplate(session), table);
            return UniqueKey.of(table, JdbcClient.create(session)).stream()
                    .flatMap(key -> scan.problem(key, rows -> {}).stream())
                    .toList();
        }
    }
}
