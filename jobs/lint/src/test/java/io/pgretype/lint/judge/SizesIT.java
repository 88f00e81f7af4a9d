package io.pgretype.lint.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.change.QualifiedName;
import io.pgretype.lint.replay.Replay;
import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.scratch.Base;
import io.pgretype.lint.scratch.ScratchServer;
import io.pgretype.lint.stats.Size;
import io.pgretype.lint.stats.Statistics;
import io.pgretype.lint.trace.ToolSession;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is known of production's sizes: small tables are left in peace, and large ones have seconds. */
class SizesIT {

    private static final String SETUP = """
            create table state (id integer primary key, name text, next integer);
            create table orders (id integer primary key, state integer, note text);
            create index on orders (note);
            create table event (at integer, what text) partition by range (at);
            create table event_1 partition of event for values from (0) to (10);
            create table event_2 partition of event for values from (10) to (20);
            create table unknown (id integer primary key, note text);
            """;

    private static final Statistics SIZES = new Statistics(
            "18.6",
            Instant.EPOCH,
            Map.of(
                    name("state"), new Size(7, 8192),
                    name("orders"), new Size(50_000_000, 8_000L << 20),
                    name("event"), new Size(12_000, 2 << 20),
                    name("event_1"), new Size(6_000, 1 << 20),
                    name("event_2"), new Size(6_000, 1 << 20)),
            Map.of(name("orders_note_idx"), new Size(50_000_000, 3_600L << 20)),
            List.of(name("unknown")));

    private static ScratchServer server;

    @BeforeAll
    static void connect() throws SQLException {
        server = TestServer.scratch();
    }

    @AfterAll
    static void disconnect() throws SQLException {
        server.close();
    }

    @Test
    void smallTablesAreLeftInPeace() throws SQLException {
        assertThat(judged(ToolSession.withLockTimeout("2s"), """
                alter table state alter column id type bigint;
                create index on state (name);
                alter table state add constraint named check (name <> '');
                alter table state add constraint a_next foreign key (next) references state (id);
                create index on state (next);
                update state set name = 'x';
                vacuum full state;
                """))
                .allMatch(finding -> finding.rule().kind().name().equals("COMPATIBILITY"));
    }

    @Test
    void locksOfSmallTablesAreWaitedForAllTheSame() throws SQLException {
        assertThat(rules(judged(ToolSession.plain(), "create index on state (name);")))
                .containsExactly("lock-without-timeout");
    }

    @Test
    void whatMakesTheReleaseFailIsFoundOnSmallTablesToo() throws SQLException {
        assertThat(rules(judged(ToolSession.withLockTimeout("2s"), "alter table state drop column name;")))
                .containsExactly("column-dropped");
    }

    @Test
    void anEmptiedTableIsEmptyHoweverSmall() throws SQLException {
        assertThat(rules(judged(ToolSession.withLockTimeout("2s"), "truncate state;")))
                .contains("table-truncated");
    }

    @Test
    void largeTablesHaveTheirTime() throws SQLException {
        assertThat(consequence("alter table orders add constraint positive check (id > 0);", "scan-under-lock"))
                .endsWith(
                        "That is about 20 seconds for the 50000000 rows (8000 MB) there were when statistics were taken.");
        assertThat(consequence("create index on orders (state);", "index-build-blocks-writes"))
                .contains("about 2 minutes for the 50000000 rows");
        assertThat(consequence("alter table orders alter column state type bigint;", "table-rewrite"))
                .startsWith("All reads and writes of the table wait")
                .contains("about 11 minutes for the 50000000 rows");
        assertThat(consequence("update orders set note = '';", "unlimited-update"))
                .contains("about ", "50000000 rows");
    }

    @Test
    void manySmallPartitionsAreALargeTable() throws SQLException {
        assertThat(rules(judged(ToolSession.withLockTimeout("2s"), "create index on event (what);")))
                .containsExactly("index-build-blocks-writes");
        assertThat(judged(ToolSession.withLockTimeout("2s"), "create index on event_1 (what);"))
                .isEmpty();
    }

    @Test
    void whatHasNoSizeIsTakenForLarge() throws SQLException {
        assertThat(consequence("create index on unknown (note);", "index-build-blocks-writes"))
                .isEqualTo("Writes of public.unknown wait until the index is built.");
    }

    private static String consequence(String sql, String rule) throws SQLException {
        return judged(ToolSession.withLockTimeout("2s"), sql).stream()
                .filter(finding -> finding.rule().id().equals(rule))
                .findFirst()
                .orElseThrow()
                .consequence();
    }

    private static List<Finding> judged(ToolSession tool, String sql) throws SQLException {
        try (Base base = Base.of(server, List.of(Script.each("1.sql", SETUP)));
                Replay release = Replay.in(base.database(), List.of())) {
            return Judgement.in(base, tool, new Production(SIZES, release), List.of(Script.each("2.sql", sql)))
                    .findings();
        }
    }

    private static List<String> rules(List<Finding> findings) {
        return findings.stream().map(finding -> finding.rule().id()).toList();
    }

    private static QualifiedName name(String table) {
        return QualifiedName.of("public", table);
    }
}
