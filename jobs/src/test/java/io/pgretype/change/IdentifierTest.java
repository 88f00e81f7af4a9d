package io.pgretype.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IdentifierTest {

    @Test
    void quotesWhatIsNotPlain() {
        assertThat(Identifier.of("file_size").sql()).isEqualTo("file_size");
        assertThat(Identifier.of("File").sql()).isEqualTo("\"File\"");
        assertThat(Identifier.of("user").sql()).isEqualTo("\"user\"");
        assertThat(Identifier.of("a\"b").sql()).isEqualTo("\"a\"\"b\"");
        assertThat(Identifier.of("ünder").sql()).isEqualTo("\"ünder\"");
    }

    @Test
    void readsNamesAsSqlDoes() {
        assertThat(Identifier.parse("File")).isEqualTo(Identifier.of("file"));
        assertThat(Identifier.parse("\"File\"")).isEqualTo(Identifier.of("File"));
        assertThat(QualifiedName.parse("\"My.Schema\".t")).isEqualTo(QualifiedName.of("My.Schema", "t"));
        assertThat(QualifiedName.parse("t")).isEqualTo(QualifiedName.of("public", "t"));
    }

    @Test
    void shortensLongNamesAndKeepsThemDifferent() {
        Identifier one = Identifier.of("x".repeat(62) + "1").withSuffix("_new");
        Identifier two = Identifier.of("x".repeat(62) + "2").withSuffix("_new");
        assertThat(one.name()).hasSize(63).endsWith("_new");
        assertThat(one).isNotEqualTo(two);
        assertThat(Identifier.of("ü".repeat(31))
                        .withSuffix("_old")
                        .name()
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(63);
    }

    @Test
    void refusesNamesThatPostgresWouldCut() {
        assertThatThrownBy(() -> Identifier.of("x".repeat(64))).isInstanceOf(IllegalArgumentException.class);
    }
}
