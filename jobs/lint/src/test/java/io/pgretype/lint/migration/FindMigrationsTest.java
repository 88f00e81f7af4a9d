package io.pgretype.lint.migration;

import static io.pgretype.lint.migration.ChangedMigration.How.DELETED;
import static io.pgretype.lint.migration.ChangedMigration.How.EDITED;
import static io.pgretype.lint.migration.ChangedMigration.How.RENAMED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a branch adds, in real repositories. */
class FindMigrationsTest {

    @TempDir
    Path directory;

    private Repository repository;

    @BeforeEach
    void aRepository() {
        repository = Repository.in(directory);
    }

    private Repository base() {
        return repository
                .write("db/V1__a.sql", "create table a ();")
                .write("db/V2__b.sql", "create table b ();")
                .write("db/R__views.sql", "create view v as select 1;")
                .commit()
                .branch();
    }

    @Test
    void whatTheBranchAdds() {
        MigrationSet set =
                base().write("db/V3__c.sql", "create table c ();").commit().find("db");

        assertThat(names(set.before())).containsExactly("db/V1__a.sql", "db/V2__b.sql", "db/R__views.sql");
        assertThat(names(set.added())).containsExactly("db/V3__c.sql");
        assertThat(set.changed()).isEmpty();
        assertThat(set.unresolved()).isEmpty();
    }

    @Test
    void whatIsNotCommittedOrNotAddedYetCountsToo() {
        base().write("db/V4__staged.sql", "select 4;").git("add", "--all");
        MigrationSet set = repository.write("db/V3__untracked.sql", "select 3;").find("db");

        assertThat(names(set.added())).containsExactly("db/V3__untracked.sql", "db/V4__staged.sql");
    }

    @Test
    void whatGitIgnoresDoesNotCount() {
        MigrationSet set = base().write(".gitignore", "V9*")
                .write("db/V9__x.sql", "select 9;")
                .find("db");

        assertThat(set.added()).isEmpty();
    }

    @Test
    void whatTheOtherBranchAddedSinceIsNotOurs() {
        base().write("db/V3__ours.sql", "select 3;").commit();
        repository
                .git("checkout", "--quiet", "main")
                .write("db/V4__theirs.sql", "select 4;")
                .commit();
        MigrationSet set = repository.git("checkout", "--quiet", "topic").find("db");

        assertThat(names(set.before())).doesNotContain("db/V4__theirs.sql");
        assertThat(names(set.added())).containsExactly("db/V3__ours.sql");
        assertThat(set.changed()).isEmpty();
    }

    @Test
    void anOldOneThatWasChangedIsNamedAndTheOldTextIsBefore() {
        MigrationSet set =
                base().write("db/V2__b.sql", "create table edited ();").commit().find("db");

        assertThat(set.changed()).containsExactly(new ChangedMigration(Path.of("db/V2__b.sql"), 1, EDITED));
        assertThat(set.added()).isEmpty();
        assertThat(set.before().get(1).statements().get(0).sql()).isEqualTo("create table b ()");
    }

    @Test
    void oneThatWasDeletedHasStillRun() {
        MigrationSet set = base().delete("db/V2__b.sql").find("db");

        assertThat(set.changed()).containsExactly(new ChangedMigration(Path.of("db/V2__b.sql"), 1, DELETED));
        assertThat(names(set.before())).contains("db/V2__b.sql");
    }

    @Test
    void oneThatWasRenamedIsNotNew() {
        MigrationSet set =
                base().rename("db/V2__b.sql", "db/V5__b.sql").commit().find("db");

        assertThat(set.changed()).containsExactly(new ChangedMigration(Path.of("db/V2__b.sql"), 1, RENAMED));
        assertThat(set.added()).isEmpty();
    }

    @Test
    void ofThirtyMigrationsOnlyWhatTheBranchDid() {
        for (int version = 1; version <= 30; version++) {
            repository.write("db/V" + version + "__x.sql", "create table t" + version + " ();");
        }
        repository.commit().branch();
        for (int version = 31; version <= 33; version++) {
            repository.write("db/V" + version + "__x.sql", "create table t" + version + " ();");
        }
        MigrationSet set = repository
                .write("db/V7__x.sql", "create table t7 (a int);")
                .commit()
                .find("db");

        assertThat(set.before()).hasSize(30);
        assertThat(names(set.added())).containsExactly("db/V31__x.sql", "db/V32__x.sql", "db/V33__x.sql");
        assertThat(set.changed()).containsExactly(new ChangedMigration(Path.of("db/V7__x.sql"), 1, EDITED));
    }

    @Test
    void otherLineEndsAreNoChange() {
        repository.write("db/V1__a.sql", "select\n1;\n").commit().branch();

        assertThat(repository
                        .write("db/V1__a.sql", "select\r\n1;\r\n")
                        .find("db")
                        .changed())
                .isEmpty();
    }

    @Test
    void aRepeatableOneThatWasChangedRunsAgain() {
        MigrationSet set =
                base().write("db/R__views.sql", "create view w as select 1;").find("db");

        assertThat(names(set.added())).containsExactly("db/R__views.sql");
        assertThat(set.changed()).isEmpty();
    }

    @Test
    void onTheMainBranchOnlyWhatIsNotCommitted() {
        base().git("checkout", "--quiet", "main");

        assertThat(repository.find("db").added()).isEmpty();
    }

    @Test
    void withoutABaseTheMainBranch() {
        base().write("db/V3__c.sql", "select 3;").commit();
        MigrationSet set = repository.find(
                new MigrationOptions(List.of(Path.of("db")), Optional.empty(), List.of(), Optional.empty(), Map.of()));

        assertThat(names(set.added())).containsExactly("db/V3__c.sql");
    }

    @Test
    void aDirectoryThatIsNew() {
        repository.write("README", "x").commit().branch();
        MigrationSet set = repository.write("new/V1__a.sql", "select 1;").find("new");

        assertThat(set.before()).isEmpty();
        assertThat(names(set.added())).containsExactly("new/V1__a.sql");
    }

    @Test
    void namesWithSpacesAndOtherLetters() {
        repository.write("d b/V1__große änderung.sql", "select 1;").commit().branch();
        MigrationSet set =
                repository.write("d b/V1__große änderung.sql", "select 2;").find("d b");

        assertThat(set.changed())
                .extracting(ChangedMigration::file)
                .containsExactly(Path.of("d b/V1__große änderung.sql"));
    }

    @Test
    void severalDirectoriesEachWithItsTool() {
        repository.write("one/V1__a.sql", "select 1;").write("three/V2__b.sql", "select 2;");
        repository.write("two/1_a.up.sql", "select 3;").commit().branch();
        repository
                .write("two/2_b.up.sql", "select 4;")
                .write("one/V3__c.sql", "select 5;")
                .commit();
        MigrationSet set = repository.find(new MigrationOptions(
                List.of(Path.of("one"), Path.of("two"), Path.of("three")),
                Optional.of("main"),
                List.of(),
                Optional.empty(),
                Map.of()));

        assertThat(names(set.before())).containsExactly("one/V1__a.sql", "three/V2__b.sql", "two/1_a.up.sql");
        assertThat(names(set.added())).containsExactly("one/V3__c.sql", "two/2_b.up.sql");
    }

    @Test
    void migrationsInJavaBesideTheResources() {
        repository
                .write("app/src/main/resources/db/V1__a.sql", "select 1;")
                .write("app/src/main/java/db/V2__b.java", "class V2__b {}")
                .commit()
                .branch();
        MigrationSet set = repository
                .write("app/src/main/java/db/V3__c.java", "class V3__c {}")
                .find("app/src/main/resources/db");

        assertThat(set.unresolved())
                .extracting(Unresolved::file, Unresolved::added)
                .containsExactly(
                        tuple(Path.of("app/src/main/java/db/V2__b.java"), false),
                        tuple(Path.of("app/src/main/java/db/V3__c.java"), true));
    }

    @Test
    void givenFilesAreNewAndThoseBeforeThemAreBefore() {
        base().write("db/V3__c.sql", "select 3;")
                .write("db/V4__d.sql", "select 4;")
                .write("db/U3__c.sql", "select 5;");
        MigrationSet set = repository.given("db/V3__c.sql", "db/V2__b.sql", "db/U3__c.sql");

        assertThat(names(set.before())).containsExactly("db/V1__a.sql");
        assertThat(names(set.added())).containsExactly("db/V2__b.sql", "db/V3__c.sql");
    }

    @Test
    void aGivenFileThatItsToolWouldNotRunIsRunByPsqlAfterAll() {
        base().write("db/by-hand.sql", "select 9;");
        MigrationSet set = repository.given("db/by-hand.sql");

        assertThat(names(set.before())).containsExactly("db/V1__a.sql", "db/V2__b.sql");
        assertThat(set.added()).singleElement().satisfies(migration -> assertThat(migration.transactions())
                .isEqualTo(Transactions.EACH_STATEMENT));
    }

    @Test
    void givenFilesNeedNoRepository(@TempDir Path elsewhere) throws Exception {
        Files.writeString(elsewhere.resolve("1.sql"), "select 1;");
        Files.writeString(elsewhere.resolve("2.sql"), "select 2;");
        MigrationSet set = new FindMigrations(elsewhere)
                .find(new MigrationOptions(
                        List.of(), Optional.empty(), List.of(Path.of("2.sql")), Optional.empty(), Map.of()));

        assertThat(names(set.before())).containsExactly("1.sql");
        assertThat(names(set.added())).containsExactly("2.sql");
    }

    @Test
    void aBaselineOfTheBranchIsForNewDatabasesOnly() {
        MigrationSet set = base().delete("db/V1__a.sql")
                .delete("db/V2__b.sql")
                .write("db/B2__all.sql", "create table a (); create table b ();")
                .write("db/V3__c.sql", "select 3;")
                .find("db");

        assertThat(names(set.before())).startsWith("db/V1__a.sql", "db/V2__b.sql");
        assertThat(names(set.added())).containsExactly("db/V3__c.sql");
        assertThat(set.changed()).isEmpty();
    }

    @Test
    void aBaselineThatWasThereTakesThePlaceOfThoseBeforeIt() {
        base().write("db/B2__all.sql", "select 1;").commit().git("branch", "--force", "main", "HEAD");
        MigrationSet set = repository.write("db/V3__c.sql", "select 3;").find("db");

        assertThat(names(set.before())).containsExactly("db/B2__all.sql", "db/R__views.sql");
        assertThat(names(set.added())).containsExactly("db/V3__c.sql");
    }

    @Test
    void whatIsWrongIsSaid(@TempDir Path elsewhere) {
        base();
        assertThat(code(() -> repository.find("nowhere"))).isEqualTo(ProblemCode.NO_MIGRATIONS);
        assertThat(code(() -> repository.given("db/V9__x.sql"))).isEqualTo(ProblemCode.NO_MIGRATIONS);
        assertThat(code(() -> repository.find(MigrationOptions.of(Path.of("db"), "no-such-branch"))))
                .isEqualTo(ProblemCode.NO_MERGE_BASE);
        assertThat(code(() -> repository.find(MigrationOptions.of(Path.of("db"), "--all"))))
                .isEqualTo(ProblemCode.NO_MERGE_BASE);
        assertThat(code(() -> new FindMigrations(elsewhere).find(MigrationOptions.of(Path.of("."), "main"))))
                .isEqualTo(ProblemCode.NO_MERGE_BASE);
    }

    @Test
    void aShallowCheckoutIsTold(@TempDir Path clone) {
        base().write("db/V3__c.sql", "select 3;").commit();
        repository.git("checkout", "--quiet", "main").write("x", "y").commit().git("checkout", "--quiet", "topic");
        repository.git("clone", "--quiet", "--depth=1", "--no-single-branch", "file://" + directory, clone.toString());

        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> new FindMigrations(clone)
                .find(MigrationOptions.of(Path.of("db"), "origin/main")));

        assertThat(problem.getMessage()).contains("no-merge-base", "fetch-depth: 0");
    }

    @Test
    void twoWithOneVersionAreRefused() {
        base().write("db/V2.0__also.sql", "select 2;");

        assertThat(code(() -> repository.find("db"))).isEqualTo(ProblemCode.MIGRATIONS_INVALID);
    }

    private static ProblemCode code(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call)
                .problems()
                .get(0)
                .code();
    }

    private static List<String> names(List<Migration> migrations) {
        return migrations.stream().map(migration -> migration.file().toString()).toList();
    }
}
