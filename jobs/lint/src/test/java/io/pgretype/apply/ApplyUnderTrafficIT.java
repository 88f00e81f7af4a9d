package io.pgretype.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.testkit.AnyVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A session holds a lock that is in the way, for longer than any statement of the application may wait, and until two
 * transactions of ours have given way to it. Without a budget all would wait until it ends.
 */
@AnyVersion
class ApplyUnderTrafficIT {

    /** For machines that are very busy: the budget is a tenth of it. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    private static final Duration BLOCKED_FOR = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    @AutoClose
    private Applied applied;

    @BeforeEach
    void tables() {
        applied = new Applied(directory);
        applied.database()
                .execute(
                        "create table owner (id integer primary key)",
                        "insert into owner select generate_series(1, 10)",
                        "create table item (id integer primary key, owner integer, name text)",
                        "insert into item select n, n % 10 + 1, 'item ' || n from generate_series(1, 1000) as n",
                        "create table event (id integer, day date) partition by range (day)",
                        "create table event_1 (id integer, day date,"
                                + " check (day is not null and day >= '2026-01-01' and day < '2026-02-01'))");
    }

    @Test
    void addColumn() {
        behind("select from item", 2, "alter table item add column note text;");
    }

    @Test
    void addColumnThatWasJudged() {
        applied.file("0.sql", "create table item (id integer primary key, owner integer, name text);\n");
        applied.file("1.sql", "alter table item add column note text;\n");
        play("select from item", 2, () -> applied.runJudged("1.sql"));
        assertThat(attempts()).first().satisfies(first -> assertThat(first).isGreaterThan(1));
    }

    @Test
    void whatTheFileSetsMakesNobodyWait() {
        behind("select from item", 2, """
                begin;
                set local lock_timeout = '1h';
                set local statement_timeout = 0;
                alter table item add column note text;
                commit;
                """);
    }

    @Test
    void whatItSetsWithinAStatementMakesNobodyWaitEither() {
        behind("select from item", 2, """
                do $$
                begin
                    perform set_config('lock_timeout', '0', true);
                    alter table item add column note text;
                end $$;
                """);
    }

    @Test
    void addForeignKeyAndValidateIt() {
        behind("update owner set id = id where id = 10", 2, """
                alter table item add constraint item_owner foreign key (owner) references owner not valid;
                alter table item validate constraint item_owner;
                """);
        assertThat(applied.database()
                        .value("select convalidated from pg_constraint where conname = 'item_owner'", Boolean.class))
                .isTrue();
    }

    /** It waits for the blocker to end, and nobody for it. */
    @Test
    void createIndexConcurrently() {
        behind("update item set name = name where id = 1000", 1, "create index concurrently item_name on item (name);");
        assertThat(applied.database()
                        .value(
                                "select indisvalid from pg_index where indexrelid = 'item_name'::regclass",
                                Boolean.class))
                .isTrue();
    }

    @Test
    void setNotNullInItsSafeForm() {
        behind("select from item", 2, """
                alter table item add constraint item_owner_set check (owner is not null) not valid;
                alter table item validate constraint item_owner_set;
                alter table item alter column owner set not null;
                alter table item drop constraint item_owner_set;
                """);
    }

    @Test
    void attachPartition() {
        behind(
                "select from event_1",
                2,
                "alter table event attach partition event_1 for values from ('2026-01-01') to ('2026-02-01');");
    }

    private void behind(String blocker, int transactions, String file) {
        applied.file("1.sql", file);
        play(blocker, transactions, () -> applied.run("1.sql"));
        assertThat(attempts().get(0)).isGreaterThanOrEqualTo(transactions);
    }

    private void play(String blocker, int transactions, Runnable apply) {
        try (Traffic traffic = new Traffic(
                applied.database(),
                List.of(
                        "select from item where id = 1",
                        "update item set name = name where id = 2",
                        "insert into owner select max(id) + 1 from owner",
                        "select from event_1"))) {
            traffic.behind(blocker, BLOCKED_FOR, transactions, apply);
            assertThat(traffic.statements()).isGreaterThan(100);
            assertThat(traffic.longest()).isLessThan(LONGEST_WAIT);
        }
        assertThat(applied.database().column("select blockers from pgretype.applied_part order by number limit 1"))
                .singleElement()
                .asString()
                .contains("pid ");
    }

    private List<Integer> attempts() {
        return applied.database().column("select attempts from pgretype.applied_part order by number").stream()
                .map(Integer::valueOf)
                .toList();
    }
}
