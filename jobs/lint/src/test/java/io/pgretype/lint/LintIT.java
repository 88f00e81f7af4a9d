package io.pgretype.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgretype.lint.migration.Repository;
import io.pgretype.lint.report.Verdict;
import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.settings.LintSettings;
import io.pgretype.lint.settings.SettingsFile;
import io.pgretype.problem.ExitStatus;
import io.pgretype.testkit.AnyVersion;
import io.pgretype.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@AnyVersion
class LintIT {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    @TempDir
    private Path root;

    @Test
    void findsJustWhatTheBranchBrings() throws Exception {
        Verdict verdict = lint(SampleRepository.in(root)).judge(List.of());

        assertThat(verdict.findings().stream().map(LintIT::brief))
                .containsExactlyInAnyOrder(
                        "db/migration/V7__email.sql:1 migration-edited",
                        "db/migration/V32__number.sql:4 table-rewrite",
                        "db/migration/V33__legacy.sql:4 locks-held-while-waiting",
                        "db/migration/V33__legacy.sql:4 scan-under-lock",
                        "db/migration/V33__legacy.sql:4 column-made-not-null");
        assertThat(verdict.files().stream().map(Path::toString))
                .containsExactly(
                        "db/migration/V31__note.sql", "db/migration/V32__number.sql", "db/migration/V33__legacy.sql");
        assertThat(verdict.statements()).isEqualTo(9);
        assertThat(verdict.exitStatus()).isEqualTo(ExitStatus.REFUSED);
    }

    @Test
    void leavesNothingOnTheServer() throws Exception {
        lint(SampleRepository.in(root)).judge(List.of());

        assertThat(DATABASE.value(
                        "select count(*) from pg_database where datname like 'pgretype_lint_%'", Integer.class))
                .isZero();
        assertThat(DATABASE.value("select count(*) from pg_roles where rolname = 'shop_owner'", Integer.class))
                .isZero();
    }

    @Test
    void triesFilesThatAreNamed() throws Exception {
        Path repository = SampleRepository.in(root);

        Verdict verdict = lint(repository).judge(List.of(Path.of("db/migration/V31__note.sql")));

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.statements()).isEqualTo(4);
        assertThat(verdict.exitStatus()).isEqualTo(ExitStatus.DONE);
    }

    @Test
    void aTeamsOwnTestFailsWithWhatTheCommandPrints() throws Exception {
        Path repository = SampleRepository.in(root);

        SafeMigrations.assertSafe(repository, DATABASE.url(), List.of(Path.of("db/migration/V31__note.sql")));
        assertThatThrownBy(() -> SafeMigrations.assertSafe(repository, DATABASE.url()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("db/migration/V32__number.sql:4 table-rewrite")
                .hasMessageContaining("5 findings");
    }

    @Test
    void aMigrationThatFailsIsAFinding() throws Exception {
        Repository.in(root)
                .write(".pgretype.yaml", "migrations: m\n")
                .write("m/1.sql", "create table a (b int);\n")
                .commit()
                .branch()
                .write("m/2.sql", "alter table a drop column c;\n");

        Verdict verdict = lint(root).judge(List.of());

        assertThat(verdict.findings().stream().map(LintIT::brief)).containsExactly("m/2.sql:1 migration-fails");
        assertThat(verdict.findings().get(0).observed()).contains("42703");
        assertThat(verdict.exitStatus()).isEqualTo(ExitStatus.FAILED);
    }

    @Test
    void whatFailsAfterOneThatFailedIsSaidWithIt() throws Exception {
        Repository.in(root)
                .write(".pgretype.yaml", "migrations: m\nlock-timeout: 2s\n")
                .write("m/V1__a.sql", "create table a (b int);\n")
                .commit()
                .branch()
                .write("m/V2__c.sql", "create table c (d int, e wrong);\n")
                .write("m/V3__d.sql", "alter table c add column f int;\ncreate index on c (d);\n")
                .write("m/V4__e.sql", "alter table a add column b int;\n");

        Verdict verdict = lint(root).judge(List.of());

        assertThat(verdict.findings().stream().map(LintIT::brief))
                .containsExactly("m/V2__c.sql:1 migration-fails", "m/V4__e.sql:1 migration-fails");
        assertThat(verdict.findings().get(0).observed())
                .contains("42704", "after it failed, for want of something: m/V3__d.sql:1, m/V3__d.sql:2");
    }

    @Test
    void aVersionBelowOneThatHasRunIsFoundUnlessItIsAllowed() throws Exception {
        Repository.in(root)
                .write(".pgretype.yaml", "migrations: m\nlock-timeout: 2s\n")
                .write("m/V1__a.sql", "create table a (b int);\n")
                .write("m/V10__c.sql", "create table c (d int);\n")
                .commit()
                .branch()
                .write("m/V9__c.sql", "alter table c add column e int;\nalter table c add column f int;\n")
                .write(
                        "m/V9_1__c.sql",
                        "-- pgretype: allow migration-out-of-order because outOfOrder=true\nalter table c add column g int;\n")
                .write("m/V10_1__c.sql", "alter table c add column h int;\n");

        Verdict verdict = lint(root).judge(List.of());

        assertThat(verdict.findings().stream().map(LintIT::brief))
                .containsExactly("m/V9__c.sql:1 migration-out-of-order");
        assertThat(verdict.findings().get(0).observed()).contains("V10__c.sql");
    }

    @Test
    void commentsOfOtherToolsAllowAndOursThatAllowNothingAreFound() throws Exception {
        Repository.in(root)
                .write(".pgretype.yaml", "migrations: m\nlock-timeout: 2s\n")
                .write("m/1.sql", "create table a (b int);\n")
                .commit()
                .branch()
                .write("m/2.sql", """
                        -- squawk-ignore adding-required-field, changing-column-type
                        alter table a alter column b type bigint;
                        -- pgretype: allow table-rewrite
                        alter table a alter column b type text;
                        -- pgretype: allow table-rewrite because nobody reads it
                        alter table a add column c int;
                        -- pgretype: allow no-such-rule because
                        -- pgretype: allow lock-order because it is late
                        """);

        Verdict verdict = lint(root).judge(List.of());

        assertThat(verdict.findings().stream().map(LintIT::brief))
                .contains(
                        "m/2.sql:3 allowance-without-reason",
                        "m/2.sql:4 table-rewrite",
                        "m/2.sql:5 allowance-unused",
                        "m/2.sql:7 allowance-without-reason",
                        "m/2.sql:8 allowance-unused")
                .doesNotContain("m/2.sql:2 table-rewrite", "m/2.sql:1 allowance-unused");
    }

    @Test
    void whatOfTheBaseBranchFailsHereIsANote() throws Exception {
        Repository.in(root)
                .write(".pgretype.yaml", "migrations: m\nlock-timeout: 2s\n")
                .write("m/1.sql", """
                        create extension no_such_extension;
                        create table a (b no_such_type);
                        create table c (d int);
                        """)
                .commit()
                .branch()
                .write("m/2.sql", "alter table c add column e int;\n");

        Verdict verdict = lint(root).judge(List.of());

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.notes().stream().map(Verdict.Note::reason))
                .hasSize(2)
                .first(InstanceOfAssertFactories.STRING)
                .startsWith("line 1, of the base branch, fails here, and what it makes is missing: ")
                .contains("no_such_extension");
    }

    @Test
    void withoutAnythingToTryItAsksForNoServer() throws Exception {
        Repository.in(root)
                .write("m/1.sql", "create table a (b int);\n")
                .commit()
                .branch();

        Verdict verdict = new Lint(root, SettingsFile.parse("a file", "migrations: m"), major -> {
                    throw new IllegalStateException("asked for a server");
                })
                .judge(List.of());

        assertThat(verdict.files()).isEmpty();
        assertThat(verdict.exitStatus()).isEqualTo(ExitStatus.DONE);
    }

    /** The dump has what a Java migration did, the branch's own part of it is not taken, and the file after it counts too. */
    @Test
    void aDumpStandsForWhatCannotBeTried() throws Exception {
        Repository.in(root)
                .write(".pgretype.yaml", "migrations: db/migration\nschema: db/schema.sql\nlock-timeout: 2s\n")
                .write("db/migration/V1__a.sql", "create table a (b integer);\n")
                .write("db/migration/V2__Fill.java", "class V2__Fill {}\n")
                .write("db/schema.sql", "CREATE TABLE public.a (b integer, c integer);\n")
                .commit()
                .write("db/migration/V3__d.sql", "alter table a add column d integer;\n")
                .commit()
                .branch()
                .write("db/migration/V4__c.sql", "alter table a alter column c type bigint, alter d type bigint;\n")
                .write("db/schema.sql", "CREATE TABLE public.a (b integer, c bigint, d bigint);\n")
                .commit();

        Verdict verdict = lint(root).judge(List.of());

        assertThat(verdict.findings().stream().map(finding -> finding.rule().id()))
                .contains("table-rewrite")
                .doesNotContain("migration-fails", "lock-without-timeout");
        assertThat(verdict.notes()).isEmpty();
    }

    @Test
    void whatIsKnownOfProductionCounts() throws Exception {
        Repository.in(root)
                .write(".pgretype.yaml", """
                        migrations: m
                        base: main
                        lock-timeout: 2s
                        stats: db/stats.yaml
                        statements: db/statements.sql
                        """)
                .write("m/1.sql", "create table a (b integer);\ncreate table c (d integer);\n")
                .write("db/stats.yaml", """
                        server: "18.6"
                        taken: 2026-11-28T17:00:00Z
                        tables:
                          "public.a": {rows: 10, bytes: 8192}
                          "public.c": {rows: 90000000, bytes: 3300000000}
                        """)
                .write("db/statements.sql", "select e from f;\nselect d from c where d = $1;\n")
                .commit()
                .branch()
                .write("m/2.sql", "create index on a (b);\n")
                .write("m/3.sql", "create index on c (d);\n")
                .write("m/4.sql", "alter table c rename d to e;\n");

        Verdict verdict = lint(root).judge(List.of());

        assertThat(verdict.findings().stream().map(LintIT::brief))
                .containsExactlyInAnyOrder(
                        "m/3.sql:1 index-build-blocks-writes",
                        "m/4.sql:1 column-renamed",
                        "m/4.sql:1 statement-breaks");
        assertThat(verdict.findings().get(0).consequence()).contains("about 3 minutes for the 90000000 rows");
        assertThat(verdict.notes()).singleElement().satisfies(note -> assertThat(note.toString())
                .contains("db/statements.sql", "line 1 fails before the migrations as well"));
    }

    @Test
    void anotherVersionThanProductionsIsRefused() {
        LintSettings settings = SettingsFile.parse("a file", "base: main\nmigrations: db/migration\npostgres: 29");
        Path repository = SampleRepository.in(root);

        assertThatThrownBy(() -> new Lint(repository, settings, LintIT::server).judge(List.of()))
                .hasMessageStartingWith("[no-scratch-server]")
                .hasMessageContaining("not 29");
    }

    private static Lint lint(Path directory) {
        return new Lint(directory, SettingsFile.of(directory), LintIT::server);
    }

    private static ScratchSource.Scratch server(OptionalInt major) {
        return ScratchSource.running(DATABASE.url());
    }

    private static String brief(Finding finding) {
        return "%s:%d %s"
                .formatted(finding.file(), finding.line(), finding.rule().id());
    }
}
