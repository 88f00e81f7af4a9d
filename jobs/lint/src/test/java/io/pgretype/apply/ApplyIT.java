package io.pgretype.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgretype.phase.Activity;
import io.pgretype.problem.ProblemCode;
import io.pgretype.testkit.AnyVersion;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are run whole or gone on with, never twice, and refused when they are not what they were. */
@AnyVersion
class ApplyIT {

    @TempDir
    private Path directory;

    @AutoClose
    private Applied applied;

    @BeforeEach
    void items() {
        applied = new Applied(directory);
        applied.database()
                .execute(
                        "create table item (id integer primary key, name text)",
                        "insert into item select n, 'item ' || n from generate_series(1, 1000) as n");
    }

    @Test
    void runsAFileOnceAndNotesIt() {
        applied.file("1.sql", """
                alter table item add column note text;
                create index concurrently item_name on item (name);
                begin;
                alter table item add column size integer;
                comment on column item.size is 'in bytes; not in blocks';
                commit;
                """);

        assertThat(applied.run("1.sql")).hasSize(3).allMatch(line -> line.contains(": done;"));
        assertThat(applied.run("1.sql")).containsExactly("1.sql: was applied before");

        assertThat(applied.database()
                        .column("select column_name from information_schema.columns"
                                + " where table_name = 'item' order by ordinal_position"))
                .containsExactly("id", "name", "note", "size");
        assertThat(applied.database()
                        .column("select line || ' ' || attempts from pgretype.applied_part order by number"))
                .containsExactly("1 1", "2 1", "4 1");
        assertThat(applied.database()
                        .value(
                                "select done_at is not null and begun_by = session_user"
                                        + " and length(text_hash) = 64 from pgretype.applied_file where name = '1.sql'",
                                Boolean.class))
                .isTrue();
    }

    @Test
    void aTransactionThatFailsLeavesNothingAndThoseBeforeItStay() {
        applied.file("1.sql", """
                alter table item add column note text;
                begin;
                alter table item add column size integer;
                alter table item add column id integer;
                commit;
                """);

        var problem = applied.refused("1.sql");

        assertThat(problem.code()).isEqualTo(ProblemCode.MIGRATION_FAILED);
        assertThat(problem.stopped()).startsWith("1.sql:4 failed: alter table item add column id");
        assertThat(problem.observed()).contains("already exists").contains("42701");
        assertThat(applied.database()
                        .column("select part || ' ' || code || ' ' || (error like '1.sql:4 failed: %42701%')"
                                + " from pgretype.failed_attempt where file = '1.sql'"))
                .containsExactly("2 migration-failed true");
        assertThat(applied.database()
                        .column("select column_name from information_schema.columns"
                                + " where table_name = 'item' order by ordinal_position"))
                .containsExactly("id", "name", "note");
        applied.database().execute("alter table item rename column id to number");
        assertThat(applied.run("1.sql")).element(0).isEqualTo("1.sql:1: was done before");
    }

    @Test
    void judgesAfterADumpOfWhatNoFileOfTheDirectoryMakes() {
        applied.file("V2__note.sql", "alter table item add column note text;\n");
        applied.file("V3__name.sql", "alter table item alter column name type varchar(10);\n");
        applied.file("dump.txt", "create table item (id integer primary key, name text);\n");

        assertThat(applied.refusedJudged("V2__note.sql").observed()).contains("does not exist");
        assertThat(applied.runAfter("dump.txt", "V2__note.sql")).hasSize(1);
        assertThat(Applied.problem(() -> applied.runAfter("dump.txt", "V3__name.sql"))
                        .observed())
                .contains("table-rewrite")
                .doesNotContain("migration-fails");
    }

    @Test
    void refusesAFileThatWasEditedAfterItWasBegun() {
        applied.file("1.sql", "alter table item add column note text;\nselect 1 / 0;\n");
        assertThat(applied.refused("1.sql").code()).isEqualTo(ProblemCode.MIGRATION_FAILED);

        applied.file("1.sql", "alter table item add column note text;\nselect 1 / 1;\n");

        var problem = applied.refused("1.sql");
        assertThat(problem.code()).isEqualTo(ProblemCode.MIGRATION_EDITED);
        assertThat(problem.observed()).contains("1 of its parts");
        assertThat(problem.next()).contains("git checkout -- 1.sql");
    }

    @Test
    void goesOnAfterItsSessionWasEnded() {
        applied.file("1.sql", """
                alter table item add column note text;
                comment on table item is 'here it ends';
                alter table item add column size integer;
                """);
        applied.database()
                .execute(
                        "create function end_it() returns event_trigger language plpgsql as $$"
                                + " begin perform pg_terminate_backend(pg_backend_pid()); end $$",
                        "create event trigger end_it on ddl_command_end when tag in ('COMMENT')"
                                + " execute function end_it()");
        assertThatThrownBy(() -> applied.run("1.sql")).isNotNull();
        assertThat(applied.database().column("select number from pgretype.applied_part where done_at is not null"))
                .containsExactly("1");

        applied.database().execute("drop event trigger end_it");

        assertThat(applied.run("1.sql"))
                .hasSize(3)
                .satisfies(lines -> assertThat(lines.get(0)).isEqualTo("1.sql:1: was done before"))
                .satisfies(lines -> assertThat(lines.get(1)).startsWith("1.sql:2: done;"));
        assertThat(applied.database()
                        .value(
                                "select count(*) from information_schema.columns" + " where table_name = 'item'",
                                Integer.class))
                .isEqualTo(4);
    }

    @Test
    void replacesAnInvalidIndexThatAnEarlierRunLeft() {
        applied.database().execute("insert into item values (2000, 'item 1')");
        applied.file("1.sql", "create unique index concurrently if not exists item_name on item (name);\n");
        assertThat(applied.refused("1.sql").code()).isEqualTo(ProblemCode.MIGRATION_FAILED);
        assertThat(isValid("item_name")).isFalse();

        applied.database().execute("delete from item where id = 2000");
        applied.run("1.sql");

        assertThat(isValid("item_name")).isTrue();
    }

    /** The blocker is what the build waits for when its session is ended. */
    @Test
    void buildsAnIndexAgainWhoseSessionWasEnded() throws SQLException {
        applied.file("1.sql", "create index concurrently item_name on item (name);\n");
        try (Connection blocker = applied.database().connect();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("update item set name = name where id = 1");
            CompletableFuture<Void> run = CompletableFuture.runAsync(() -> applied.run("1.sql"));
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> Boolean.TRUE.equals(applied.database().value("""
                            select coalesce(bool_or(pg_terminate_backend(pid)), false)
                              from pg_stat_activity
                             where application_name = 'pgretype'
                               and datname = current_database()
                               and wait_event_type = 'Lock'""", Boolean.class)));
            assertThatThrownBy(run::join).isNotNull();
        }
        assertThat(isValid("item_name")).isFalse();

        assertThat(applied.run("1.sql")).hasSize(1);

        assertThat(isValid("item_name")).isTrue();
        assertThat(applied.database()
                        .value("select count(*) from pg_index where indrelid = 'item'::regclass", Integer.class))
                .isEqualTo(2);
    }

    @Test
    void readsFilesAsTheirToolDoes() {
        applied.file("V1__item.sql", "create table item (id integer primary key, name text);\n");
        applied.file("V2__note.sql", "alter table item add column note text;\nselect 1 / 0;\n");

        assertThat(applied.refused("V2__note.sql").stopped()).startsWith("V2__note.sql:2 failed");

        assertThat(applied.database()
                        .column("select column_name from information_schema.columns"
                                + " where table_name = 'item' order by ordinal_position"))
                .containsExactly("id", "name");
    }

    @Test
    void runsARepeatableFileAgainWhenItWasEdited() {
        applied.file("R__names.sql", "create or replace view names as select name from item;\n");
        applied.run("R__names.sql");
        assertThat(applied.run("R__names.sql")).containsExactly("R__names.sql: was applied before");

        applied.file("R__names.sql", "create or replace view names as select name, id from item;\n");

        assertThat(applied.run("R__names.sql")).singleElement().asString().contains(": done;");
        assertThat(applied.run("R__names.sql")).containsExactly("R__names.sql: was applied before");
    }

    @Test
    void copiesDataThatFollows() {
        applied.file("1.sql", "copy item (id, name) from stdin;\n2001\ta\n2002\tb\n\\.\n");

        applied.run("1.sql");

        assertThat(applied.database().column("select name from item where id > 2000 order by id"))
                .containsExactly("a", "b");
    }

    @Test
    void leavesAnInvalidIndexOfAnotherTableAlone() {
        applied.database()
                .execute(
                        "create table other (name text)",
                        "insert into other values ('a')",
                        "create index item_name on other (name)",
                        "update pg_index set indisvalid = false where indexrelid = 'item_name'::regclass");
        applied.file("1.sql", "create index concurrently if not exists item_name on item (name);\n");

        var problem = applied.refused("1.sql");

        assertThat(problem.observed()).contains("there is no valid index item_name on item");
        assertThat(applied.database()
                        .value(
                                "select indrelid::regclass::text from pg_index"
                                        + " where indexrelid = 'item_name'::regclass",
                                String.class))
                .isEqualTo("other");
    }

    @Test
    void triesTheWholeTransactionAgainAfterADeadlock() {
        applied.database().execute("create sequence attempt");
        applied.file("1.sql", """
                begin;
                alter table item add column note text;
                do $$
                begin
                    if nextval('attempt') < 3 then
                        raise exception sqlstate '40P01';
                    end if;
                end $$;
                commit;
                """);

        assertThat(applied.run("1.sql")).singleElement().asString().contains("3 attempts");
        assertThat(applied.database().value("select attempts from pgretype.applied_part", Integer.class))
                .isEqualTo(3);
    }

    @Test
    void oneRunnerAtATime() throws SQLException {
        applied.file("1.sql", "alter table item add column note text;\n");
        try (Connection other = applied.database().connect();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(x'70677261'::integer, hashtext('apply'))");
            var problem = applied.refused("1.sql");
            assertThat(problem.code()).isEqualTo(ProblemCode.BUSY);
            assertThat(problem.observed()).contains("pid ");
        }
    }

    @Test
    void settingsOfTheFileLastAndThoseOfOursDoNot() {
        applied.database().execute("create schema app", "create table app.item (id integer)");
        applied.file("1.sql", """
                set search_path = app;
                set lock_timeout = '1h';
                alter table item add column note text;
                select 1 / (case when current_setting('row_security') = 'on' then 1 else 0 end);
                select 1 / (case when current_schema = 'app' then 1 else 0 end);
                select 1 / (case when current_setting('pgretype.guard', true) = 'off' then 0 else 1 end);
                """);

        applied.run("1.sql");

        assertThat(applied.database()
                        .value(
                                "select count(*) from information_schema.columns"
                                        + " where table_schema = 'app' and column_name = 'note'",
                                Integer.class))
                .isOne();
        applied.file("2.sql", "select 1 / (case when current_schema = 'public' then 1 else 0 end);\n");
        applied.run("2.sql");
    }

    @Test
    void stopsWhatTakesTooLongUnderAStrongLock() {
        applied.file("1.sql", """
                begin;
                alter table item add column note text;
                select pg_sleep(60);
                commit;
                """);

        var problem = applied.refused("1.sql");

        assertThat(problem.code()).isEqualTo(ProblemCode.MIGRATION_TOO_LONG);
        assertThat(problem.observed()).contains("limit 3s");
    }

    @Test
    void whatTakesNoStrongLockMayLast() {
        applied.database()
                .execute(
                        "create function slow(integer) returns boolean language sql as"
                                + " 'select pg_sleep(0.005) is not null and $1 > 0'",
                        "alter table item add constraint positive check (slow(id)) not valid");
        applied.file("1.sql", "alter table item validate constraint positive;\n");

        assertThat(applied.run("1.sql")).singleElement().asString().contains("held up nobody");
    }

    /** The anteroom, in which autovacuum yields. */
    @Test
    void asksFirstForALockThatNoReadAndNoWriteWaitsFor() {
        applied.file("0.sql", "create table item (id integer primary key, name text);\n");
        applied.file("1.sql", "alter table item add column note text;\n");
        applied.database()
                .execute(
                        "create table seen (mode text, lock_timeout text)",
                        "create function look() returns event_trigger language plpgsql as $$ begin"
                                + " insert into seen select mode, current_setting('lock_timeout') from pg_locks"
                                + " where pid = pg_backend_pid() and relation = 'item'::regclass; end $$",
                        "create event trigger look on ddl_command_end when tag in ('ALTER TABLE')"
                                + " execute function look()");

        applied.runJudged("1.sql");

        assertThat(applied.database().column("select mode from seen order by mode"))
                .contains("AccessExclusiveLock", "ShareUpdateExclusiveLock");
        assertThat(applied.database()
                        .value(
                                "select bool_and(lock_timeout::interval between '1 ms' and '300 ms')" + " from seen",
                                Boolean.class))
                .isTrue();
    }

    @Test
    void refusesWhatLintCallsUnsafeUnlessItIsAllowed() {
        applied.file("0.sql", "create table item (id integer primary key, name text);\n");
        applied.file("1.sql", "create index item_name on item (name);\n");

        var problem = applied.refusedJudged("1.sql");

        assertThat(problem.code()).isEqualTo(ProblemCode.MIGRATION_UNSAFE);
        assertThat(problem.observed()).contains("1.sql:1 index-build-blocks-writes");
        applied.file(
                "1.sql",
                "-- pgretype: allow index-build-blocks-writes because it is a thousand rows\n"
                        + "create index item_name on item (name);\n");
        assertThat(applied.runJudged("1.sql")).singleElement().asString().contains("held strong locks");
    }

    @Test
    void runsUnjudgedOnlyWhereThatWasAsked() {
        applied.file("1.sql", "alter table item add column note text;\n");

        assertThat(Applied.problem(() ->
                                applied.apply(Optional.empty()).run(Applied.options(false, "1.sql"), new Activity()))
                        .code())
                .isEqualTo(ProblemCode.MIGRATION_UNJUDGED);
    }

    @Test
    void aDryRunSaysWhatWouldBeDoneAndDoesNothing() {
        applied.file("1.sql", "alter table item add column note text;\ncreate index concurrently i on item (note);\n");

        assertThat(applied.dryRun("1.sql"))
                .containsExactly(
                        "1.sql",
                        "  1  line 1, in one transaction: lock budget 300ms, stopped after 3s",
                        "       alter table item add column note text",
                        "  2  line 2, outside a transaction, as long as it takes",
                        "       create index concurrently i on item (note)");
        assertThat(applied.database().value("select to_regnamespace('pgretype') is null", Boolean.class))
                .isTrue();
    }

    @Test
    void refusesTransactionsThatItCannotRepeat() {
        applied.file("1.sql", "begin;\nalter table item add column note text;\n");
        assertThat(applied.refused("1.sql").code()).isEqualTo(ProblemCode.MIGRATION_NOT_APPLICABLE);
        applied.file("2.sql", "begin;\nalter table item add column note text;\nrollback;\n");
        assertThat(applied.refused("2.sql").code()).isEqualTo(ProblemCode.MIGRATION_NOT_APPLICABLE);
        applied.file("3.sql", "begin;\ncreate index concurrently i on item (name);\ncommit;\n");
        assertThat(applied.refused("3.sql").code()).isEqualTo(ProblemCode.MIGRATION_NOT_APPLICABLE);
    }

    private boolean isValid(String index) {
        return Boolean.TRUE.equals(applied.database()
                .value(
                        "select indisvalid from pg_index where indexrelid = '%s'::regclass".formatted(index),
                        Boolean.class));
    }
}
