package io.pgretype.lint.migration;

import static io.pgretype.lint.migration.Transactions.EACH_STATEMENT;
import static io.pgretype.lint.migration.Transactions.ONE;
import static io.pgretype.lint.migration.Transactions.ONE_STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.pgretype.lint.script.Allowance;
import io.pgretype.lint.script.Statement;
import io.pgretype.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatsTest {

    private final List<SourceFile> files = new ArrayList<>();

    @TempDir
    Path directory;

    // Flyway.

    @Test
    void flywaysVersionsAreNumbers() {
        for (String version : List.of("10", "9", "1.10", "1_2", "1.2.1", "02", "20240101120000")) {
            file("V" + version + "__x.sql", "select 1;");
        }

        assertThat(names(Tool.FLYWAY))
                .containsExactly(
                        "V1_2__x.sql",
                        "V1.2.1__x.sql",
                        "V1.10__x.sql",
                        "V02__x.sql",
                        "V9__x.sql",
                        "V10__x.sql",
                        "V20240101120000__x.sql");
    }

    @Test
    void flywaysRepeatablesComeLastAndUndoAndCallbacksNever() {
        file("R__b.sql", "select 1;");
        file("R__A.sql", "select 1;");
        file("sub/V2__x.sql", "select 1;");
        file("V1__x.sql", "select 1;");
        file("U1__x.sql", "select 1;");
        file("beforeMigrate.sql", "select 1;");
        file("readme.sql", "select 1;");

        assertThat(names(Tool.FLYWAY)).containsExactly("V1__x.sql", "sub/V2__x.sql", "R__A.sql", "R__b.sql");
    }

    @Test
    void flywayPassesOverAWrongNameAndThatIsSaid() {
        file("V1_x.sql", "select 1;");
        file("v2__x.sql", "select 1;");

        assertThat(plan(Tool.FLYWAY).unresolved())
                .extracting(each -> each.file().toString())
                .containsExactly("V1_x.sql", "v2__x.sql");
    }

    @Test
    void flywaysTransactions() {
        file("V1__x.sql", "create table t (); create index concurrently on t (a);");
        file("V2__x.sql", "create unique index concurrently i on t (a); drop index concurrently i;");
        file("V3__x.sql", "create table t ();");
        file("V3__x.sql.conf", "executeInTransaction=false\n");
        file("V4__x.sql", "create index concurrently on t (a);");
        file("V4__x.sql.conf", "executeInTransaction = true");
        file("V5__x.sql", "vacuum t;");
        file("V6__x.sql", "reindex index concurrently i;");
        file("V7__x.sql", "-- nothing");

        assertThat(plan(Tool.FLYWAY).steps())
                .extracting(step -> step.migration().transactions())
                .containsExactly(ONE, EACH_STATEMENT, EACH_STATEMENT, ONE, EACH_STATEMENT, ONE, ONE);
    }

    @Test
    void flywaysPlaceholders() {
        file("V1__x.sql", "create table ${Schema}.t_${flyway:table} (); -- ${missing}\n\nselect '${gone}';");
        file("V2__x.sql", "select '${gone}';");
        file("V2__x.sql.conf", "placeholderReplacement=false");
        Plan plan = Tool.FLYWAY.format().plan(files, Map.of("schema", "app"));

        assertThat(plan.steps().get(0).migration().statements())
                .extracting(Statement::sql)
                .containsExactly("create table app.t_flyway_schema_history ()", "select '${gone}'");
        assertThat(plan.unresolved())
                .extracting(each -> each.file().toString(), Unresolved::line, Unresolved::reason)
                .containsExactly(
                        tuple(
                                "V1__x.sql",
                                1,
                                "the placeholder ${missing} has no value; give it one under placeholders"),
                        tuple("V1__x.sql", 3, "the placeholder ${gone} has no value; give it one under placeholders"));
    }

    @Test
    void flywaysProgramsAreNamed() {
        file("V1__x.java", "");
        file("V2__x.kt", "");
        file("Config.java", "");

        assertThat(plan(Tool.FLYWAY).unresolved()).hasSize(2);
    }

    // By name.

    @Test
    void plainFilesByNameAndNumber() {
        file("10_b.sql", "select 1;");
        file("9_a.sql", "select 1;");
        file("later/1.sql", "select 1;");
        file("zz.sql", "select 1;");
        file("9_a.down.sql", "select 1;");
        file("notes.conf", "");

        assertThat(names(Tool.PLAIN)).containsExactly("9_a.sql", "10_b.sql", "zz.sql", "later/1.sql");
        assertThat(plan(Tool.PLAIN).steps().get(0).migration().transactions()).isEqualTo(EACH_STATEMENT);
    }

    @Test
    void psqlsVariablesAndWhatIsNotFollowed() {
        file("1.sql", "\\echo hello\nselect :n;\n\\ir other.sql\n");
        Plan plan = Tool.PLAIN.format().plan(files, Map.of("n", "5"));

        assertThat(plan.steps().get(0).migration().statements())
                .extracting(Statement::sql)
                .containsExactly("select 5");
        assertThat(plan.unresolved()).singleElement().satisfies(each -> {
            assertThat(each.line()).isEqualTo(3);
            assertThat(each.reason()).contains("\\ir other.sql", "another file");
        });
    }

    // Pairs.

    @Test
    void golangMigratesPairs() {
        file("2_b.up.sql", "select 1; select 2;");
        file("2_b.down.sql", "select 3;");
        file("10_c.up.sql", "select 4;");
        file("000001_a.up.sql", "select 5;");
        file("other.sql", "select 6;");
        Plan plan = plan(Tool.GOLANG_MIGRATE);

        assertThat(names(Tool.GOLANG_MIGRATE)).containsExactly("000001_a.up.sql", "2_b.up.sql", "10_c.up.sql");
        assertThat(plan.steps().get(1).migration()).satisfies(migration -> {
            assertThat(migration.transactions()).isEqualTo(ONE_STRING);
            assertThat(migration.statements()).hasSize(2);
        });
    }

    @Test
    void twoWithOneNumberAreRefused() {
        file("1_a.up.sql", "");
        file("01_b.up.sql", "");

        assertThatThrownBy(() -> plan(Tool.GOLANG_MIGRATE)).isInstanceOf(ProblemException.class);
    }

    @Test
    void sqlx() {
        file("20240102000000_b.sql", "-- no-transaction\ncreate index concurrently on t (a);");
        file("20240101000000_a.up.sql", "select 1;");
        file("20240101000000_a.down.sql", "select 1;");

        assertThat(plan(Tool.SQLX).steps())
                .extracting(step -> step.migration().file().toString(), step -> step.migration()
                        .transactions())
                .containsExactly(tuple("20240101000000_a.up.sql", ONE), tuple("20240102000000_b.sql", ONE_STRING));
    }

    // Sections.

    @Test
    void dbmate() {
        file("2_b.sql", "-- migrate:up transaction:false\nselect 1;\n\n-- migrate:down\nselect 2;");
        file("1_a.sql", "-- squawk-ignore-file ban-drop-table\n-- migrate:up\n\nselect 1;\n-- migrate:down\nselect 2;");
        file("3_c.sql", "select 1;");
        Plan plan = plan(Tool.DBMATE);

        assertThat(plan.steps())
                .extracting(step -> step.migration().file().toString(), step -> step.migration()
                        .transactions())
                .containsExactly(tuple("1_a.sql", ONE), tuple("2_b.sql", ONE_STRING));
        assertThat(plan.steps().get(0).migration().statements()).singleElement().satisfies(statement -> {
            assertThat(statement.line()).isEqualTo(4);
            assertThat(statement.allowances()).hasSize(1);
        });
        assertThat(plan.unresolved()).extracting(each -> each.file().toString()).containsExactly("3_c.sql");
    }

    @Test
    void goose() {
        file("00001_a.sql", """
                -- +goose Up
                create table t ();
                -- +goose StatementBegin
                create function f() returns int language plpgsql as $$
                begin return 1; end $$;
                -- +goose StatementEnd
                select 2;
                -- +goose Down
                drop table t;
                """);
        file("00002_b.sql", """
                -- +goose NO TRANSACTION
                -- +goose Up
                create index concurrently on t (a);
                -- +goose StatementBegin
                select 1; select 2;
                -- +goose StatementEnd
                """);
        file("00003_c.go", "package migrations");
        Plan plan = plan(Tool.GOOSE);

        assertThat(plan.steps())
                .extracting(step -> step.migration().transactions())
                .containsExactly(ONE, EACH_STATEMENT);
        assertThat(plan.steps().get(0).migration().statements())
                .extracting(Statement::line)
                .containsExactly(2, 4, 7);
        assertThat(plan.steps().get(1).migration().statements())
                .extracting(Statement::sql)
                .containsExactly("create index concurrently on t (a)", "select 1;\nselect 2");
        assertThat(plan.unresolved()).extracting(each -> each.file().toString()).containsExactly("00003_c.go");
    }

    @Test
    void goosesVariables() {
        file("1_a.sql", "-- +goose Up\n-- +goose ENVSUB ON\ncreate table ${name} ();");
        file("2_b.sql", "-- +goose Up\nselect '${name}';");

        assertThat(Tool.GOOSE.format().plan(files, Map.of("name", "t")).steps())
                .extracting(step -> step.migration().statements().get(0).sql())
                .containsExactly("create table t ()", "select '${name}'");
    }

    // Liquibase.

    @Test
    void liquibasesChangesets() {
        file("a.sql", """
                --liquibase formatted sql

                --changeset ann:1
                --comment: a table
                create table t (a int);
                insert into t values (1);
                --rollback drop table t;

                --changeset ann:2 runInTransaction:false
                create index concurrently on t (a);

                -- changeset "bob b":3 splitStatements:false runInTransaction:false
                select 1; select 2;

                --changeset ann:4 dbms:oracle,mysql
                select 3 from dual;

                --changeset ann:5 runOnChange:true dbms:postgresql
                create or replace view v as select 1;
                """);
        Plan plan = plan(Tool.LIQUIBASE);

        assertThat(plan.steps())
                .extracting(Step::key, Step::line, step -> step.migration().transactions(), Step::kind)
                .containsExactly(
                        tuple("a.sql ann:1", 3, ONE, Step.Kind.ONCE),
                        tuple("a.sql ann:2", 9, EACH_STATEMENT, Step.Kind.ONCE),
                        tuple("a.sql bob b:3", 12, ONE_STRING, Step.Kind.ONCE),
                        tuple("a.sql ann:5", 18, ONE, Step.Kind.REPEATABLE));
        assertThat(plan.steps().get(0).migration().statements())
                .extracting(Statement::line)
                .containsExactly(5, 6);
    }

    @Test
    void commentsAboveAChangesetAreForIt() {
        file("a.sql", """
                --liquibase formatted sql
                -- squawk-ignore-file ban-drop-table
                --changeset a:1
                select 1;
                --rollback select 0;

                -- pgretype: allow table-rewrite because it is small
                --changeset a:2
                select 2;
                select 3;
                """);

        assertThat(plan(Tool.LIQUIBASE).steps())
                .flatExtracting(step -> step.migration().statements())
                .extracting(statement ->
                        statement.allowances().stream().map(Allowance::rule).toList())
                .containsExactly(
                        List.of("table-dropped"), List.of("table-rewrite", "table-dropped"), List.of("table-dropped"));
    }

    @Test
    void liquibasesDelimiters() {
        file("a.sql", """
                --liquibase formatted sql
                --changeset a:1 endDelimiter:/
                create function f() returns int language plpgsql as $$
                begin return 4/2; end $$
                /
                select 1
                /
                --changeset a:2 endDelimiter:@@ runInTransaction:false
                select 1; select 2 @@
                select 3
                @@
                --changeset a:3 endDelimiter:\\nGO
                select 1
                GO
                """);
        Plan plan = plan(Tool.LIQUIBASE);

        assertThat(plan.steps().get(0).migration().statements())
                .extracting(Statement::sql)
                .containsExactly(
                        "create function f() returns int language plpgsql as $$\nbegin return 4/2; end $$", "select 1");
        assertThat(plan.steps().get(1).migration().statements())
                .extracting(Statement::sql, Statement::line)
                .containsExactly(tuple("select 1;\nselect 2", 9), tuple("select 3", 10));
        assertThat(plan.steps().get(2).migration().statements())
                .extracting(Statement::sql)
                .containsExactly("select 1");
    }

    @Test
    void liquibasesPropertiesAndIgnoredLines() {
        file("a.sql", """
                --liquibase formatted sql
                --property name:t value:items dbms:postgresql
                --changeset a:1
                create table ${t} (a text default '${other}');
                --ignoreLines:1
                not sql
                --ignoreLines:start
                not sql
                --ignoreLines:end
                select 1;
                """);

        assertThat(plan(Tool.LIQUIBASE).steps().get(0).migration().statements())
                .extracting(Statement::sql)
                .containsExactly("create table items (a text default '${other}')", "select 1");
    }

    @Test
    void liquibasesFilesInTheOrderOfTheirChangelog() {
        file("master.yaml", "databaseChangeLog:\n- include: {file: z.sql}\n- include: {file: a.sql}\n");
        file("a.sql", "--liquibase formatted sql\n--changeset a:1\nselect 1;");
        file("z.sql", "-- liquibase formatted sql\n--changeset a:1\nselect 1;");

        assertThat(names(Tool.LIQUIBASE)).containsExactly("z.sql", "a.sql");
        assertThat(plan(Tool.LIQUIBASE).unresolved()).isEmpty();
    }

    @Test
    void liquibasesOtherChangelogsAreNamed() {
        file("a.xml", "<databaseChangeLog><changeSet id='1'/></databaseChangeLog>");
        file("b.yaml", "databaseChangeLog:\n- changeSet:\n");
        file("c.json", "{\"databaseChangeLog\": [{\"changeSet\": {}}]}");
        file("pom.xml", "<project/>");

        assertThat(plan(Tool.LIQUIBASE).unresolved())
                .extracting(each -> each.file().toString())
                .containsExactly("a.xml", "b.yaml", "c.json");
    }

    @Test
    void aChangesetThatIsAddedToAnOldFileIsNew() {
        file("a.sql", "--liquibase formatted sql\n--changeset a:1\nselect 1;\n--changeset a:2\nselect 2;\n");
        Plan before = plan(Tool.LIQUIBASE);
        files.clear();
        file(
                "a.sql",
                "--liquibase formatted sql\n--changeset a:1\n\nselect 1;\n--changeset a:2\nselect 5;\n--changeset a:3\nselect 3;\n");
        MigrationSet set = new Difference(before, plan(Tool.LIQUIBASE)).migrations();

        assertThat(set.added()).singleElement().satisfies(migration -> assertThat(migration.statements())
                .extracting(Statement::sql)
                .containsExactly("select 3"));
        assertThat(set.changed()).extracting(ChangedMigration::line).containsExactly(5);
    }

    @Test
    void withoutAChecksumACommentMayChange() {
        file("1_a.up.sql", "select 1;");
        Plan before = plan(Tool.GOLANG_MIGRATE);
        files.clear();
        file("1_a.up.sql", "-- why\nselect 1;");

        assertThat(new Difference(before, plan(Tool.GOLANG_MIGRATE))
                        .migrations()
                        .changed())
                .isEmpty();
    }

    @Test
    void theWayBackMayChange() {
        file("1_a.sql", "-- migrate:up\nselect 1;\n-- migrate:down\nselect 2;");
        Plan before = plan(Tool.DBMATE);
        files.clear();
        file("1_a.sql", "-- migrate:up\nselect 1;\n-- migrate:down\nselect 3;");

        assertThat(new Difference(before, plan(Tool.DBMATE)).migrations().changed())
                .isEmpty();
    }

    // Which tool.

    @Test
    void seesTheTool() throws Exception {
        assertThat(tool("V1__a.sql", "")).isEqualTo(Tool.FLYWAY);
        assertThat(tool("V1__a.java", "")).isEqualTo(Tool.FLYWAY);
        assertThat(tool("1_a.up.sql", "")).isEqualTo(Tool.GOLANG_MIGRATE);
        assertThat(tool("1_a.sql", "select 1;")).isEqualTo(Tool.PLAIN);
        assertThat(tool("1_a.sql", "\n-- migrate:up\n")).isEqualTo(Tool.DBMATE);
        assertThat(tool("1_a.sql", "-- +goose Up\n")).isEqualTo(Tool.GOOSE);
        assertThat(tool("a.sql", "\n-- liquibase formatted sql\n")).isEqualTo(Tool.LIQUIBASE);
        assertThat(tool("a.yaml", "databaseChangeLog:\n")).isEqualTo(Tool.LIQUIBASE);
        assertThat(tool("a.sql", "")).isEqualTo(Tool.PLAIN);
        Files.writeString(directory.resolve("Cargo.toml"), "[dependencies]\nsqlx = \"0.8\"\n");
        assertThat(tool("1_a.sql", "select 1;")).isEqualTo(Tool.SQLX);
        assertThat(tool("1_a.up.sql", "select 1;")).isEqualTo(Tool.SQLX);
    }

    @Test
    void toolsAreNamedAsInTheSettings() {
        assertThat(Tool.of("golang-migrate")).contains(Tool.GOLANG_MIGRATE);
        assertThat(Tool.of("Flyway")).isEmpty();
    }

    private Tool tool(String name, String text) {
        return DetectTool.in(directory, List.of(new SourceFile(Path.of(name), Path.of(name), text)));
    }

    private void file(String name, String text) {
        files.add(new SourceFile(Path.of(name), Path.of(name), text));
    }

    private Plan plan(Tool tool) {
        return tool.format().plan(files, Map.of());
    }

    private List<String> names(Tool tool) {
        return plan(tool).steps().stream()
                .map(step -> step.migration().file().toString())
                .toList();
    }
}
