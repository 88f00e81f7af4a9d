package io.pgretype.lint.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.lint.migration.Migration;
import io.pgretype.lint.scratch.Base;
import io.pgretype.lint.scratch.ScratchServer;
import io.pgretype.lint.trace.ToolSession;
import io.pgretype.testkit.AnyVersion;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many statements, in a database of many tables: prints how long that takes. */
@AnyVersion
class SpeedIT {

    @Test
    void judgesEightyStatementsBesideThreeHundredTables() throws SQLException {
        Migration tables = Script.whole(
                "tables",
                lines(300, "create table t%1$d (id integer primary key, a integer, b text not null default 'x');"));
        Migration statements = Script.each("statements", lines(80, "alter table t%1$d add column c integer;"));
        Instant begin = Instant.now();
        try (ScratchServer server = TestServer.scratch();
                Base base = Base.of(server, List.of(tables))) {
            assertThat(Judgement.in(base, ToolSession.withLockTimeout("2s"), List.of(statements))
                            .findings())
                    .isEmpty();
        }
        System.out.printf("80 statements beside 300 tables: %s%n", Duration.between(begin, Instant.now()));
    }

    private static String lines(int count, String line) {
        return IntStream.range(0, count).mapToObj(line::formatted).collect(Collectors.joining("\n"));
    }
}
