package io.pgretype.lint.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaDumpTest {

    private static final Path FILE = Path.of("db/schema.sql");

    @TempDir
    private Path root;

    private Repository repository;

    @BeforeEach
    void aDumpThatTheBranchHasWrittenToo() {
        repository = Repository.in(root)
                .write("db/schema.sql", "create table a (b integer);\n")
                .commit()
                .branch()
                .write("db/schema.sql", "create table a (b bigint);\n");
    }

    @Test
    void isThatOfTheMergeBase() {
        assertThat(sql(options())).containsExactly("create table a (b integer)");
    }

    @Test
    void isAsItIsForFilesThatAreNamed() {
        assertThat(sql(options(Path.of("a.sql")))).containsExactly("create table a (b bigint)");
    }

    @Test
    void isAsItIsWhereTheBaseBranchHasNone() {
        repository.write("db/fresh.sql", "create table c ();\n");

        assertThat(new SchemaDump(root, Path.of("db/fresh.sql")).read(options()).statements())
                .hasSize(1);
    }

    @Test
    void isNamedWhereItIsMissing() {
        assertThatThrownBy(() -> new SchemaDump(root, Path.of("no.sql")).read(options()))
                .hasMessageContaining("there is no file no.sql");
    }

    private List<String> sql(MigrationOptions options) {
        return new SchemaDump(root, FILE)
                .read(options).statements().stream()
                        .map(statement -> statement.sql())
                        .toList();
    }

    private static MigrationOptions options(Path... files) {
        return new MigrationOptions(List.of(), Optional.of("main"), List.of(files), Optional.empty(), Map.of());
    }
}
