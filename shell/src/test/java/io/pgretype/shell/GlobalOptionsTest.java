package io.pgretype.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GlobalOptionsTest {

    @Test
    void areTakenOffWhereverTheyStand() {
        GlobalOptions options = of("status", "--url", "jdbc:postgresql://h/d", "file-size", "--changes=dir", "--json");

        assertThat(options.url()).isEqualTo("jdbc:postgresql://h/d");
        assertThat(options.changes()).isEqualTo(Path.of("dir"));
        assertThat(options.words()).containsExactly("status", "file-size", "--json");
    }

    @Test
    void aWordWithSpacesStaysWhole() {
        assertThat(of("plan", "two words").words()).containsExactly("plan", "two words");
    }

    @Test
    void variablesStandInForWhatIsNotOnTheLine() {
        Map<String, String> environment = Map.of("PGRETYPE_URL", "jdbc:postgresql:e", "PGRETYPE_CHANGES", "from-env");

        assertThat(GlobalOptions.of(List.of(), environment).url()).isEqualTo("jdbc:postgresql:e");
        assertThat(GlobalOptions.of(List.of(), environment).changes()).isEqualTo(Path.of("from-env"));
        assertThat(GlobalOptions.of(List.of("--changes", "typed"), environment).changes())
                .isEqualTo(Path.of("typed"));
    }

    @Test
    void withoutAnyTheChangesAreInTheWorkingDirectory() {
        assertThat(of().changes()).isEqualTo(Path.of("migrations/changes"));
        assertThat(of().url()).isNull();
        assertThat(GlobalOptions.of(List.of(), Map.of("PGRETYPE_URL", "")).url())
                .isNull();
    }

    @Test
    void tellsAUrlOnTheLineFromOneOfTheEnvironment() {
        Map<String, String> environment = Map.of("PGRETYPE_URL", "jdbc:postgresql:e");

        assertThat(GlobalOptions.of(List.of("lint"), environment).urlOnLine()).isFalse();
        assertThat(GlobalOptions.of(List.of("lint", "--url=jdbc:postgresql:l"), environment)
                        .urlOnLine())
                .isTrue();
    }

    @Test
    void aMissingValueIsRefused() {
        assertThatThrownBy(() -> of("status", "--url")).hasMessageContaining("--url needs a value");
        assertThatThrownBy(() -> of("status", "--changes", "--json")).hasMessageContaining("--changes needs a value");
        assertThatThrownBy(() -> of("--url=")).hasMessageContaining("--url needs a value");
    }

    @Test
    void anOptionThatIsGivenTwiceIsRefused() {
        assertThatThrownBy(() -> of("--changes", "a", "--changes", "b")).hasMessageContaining("is given twice");
    }

    @Test
    void printedTheyDoNotSayTheUrl() {
        assertThat(of("--url", "jdbc:postgresql://h/d?password=sesame").toString())
                .doesNotContain("sesame");
    }

    private static GlobalOptions of(String... arguments) {
        return GlobalOptions.of(List.of(arguments), Map.of());
    }
}
