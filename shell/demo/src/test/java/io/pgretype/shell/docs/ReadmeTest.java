package io.pgretype.shell.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.change.Change;
import io.pgretype.change.ChangeFiles;
import io.pgretype.change.Filling;
import io.pgretype.change.Limit;
import io.pgretype.change.Settings;
import io.pgretype.problem.ExitStatus;
import io.pgretype.shell.environment.Setting;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a stranger copies from the README works. */
class ReadmeTest {

    private static final Pattern TEST_SERVER = Pattern.compile("-Dpostgres\\.version=(\\d+)");

    @Test
    void showsTheTwoCommandsThatDoAllSetUp() {
        assertThat(Document.README.code()).contains("./pgretype demo", "mvn verify");
        assertThat(Document.file("pgretype")).matches(Files::isExecutable, "is executable");
    }

    @Test
    void namesOnlyTestServersThatThePomKnows() {
        List<String> calls = Document.README.code().stream()
                .filter(code -> code.startsWith("mvn "))
                .toList();
        assertThat(calls).isNotEmpty().allSatisfy(call -> {
            assertThat(call).matches("mvn (package -DskipTests|verify( %s)?)".formatted(TEST_SERVER));
            Matcher major = TEST_SERVER.matcher(call);
            if (major.find()) {
                assertThat(Document.text("pom.xml"))
                        .containsPattern("<(value|postgres\\.version)>%s</".formatted(major.group(1)));
            }
        });
    }

    @Test
    void saysEveryExitStatus() {
        assertThat(ExitStatus.values()).allSatisfy(status -> assertThat(Document.README.prose())
                .anyMatch(line -> line.startsWith("| %d |".formatted(status.number()))));
    }

    @ParameterizedTest
    @EnumSource
    void saysEverySettingWithItsVariable(Setting setting) {
        assertThat(Document.README.prose())
                .anyMatch(line -> line.startsWith("| `%s` | `%s` |".formatted(setting.key(), setting.variable())));
    }

    @ParameterizedTest
    @MethodSource("changeFiles")
    void showsOnlyChangeFilesThatCanBeRead(String text) {
        assertThat(parse(text).tables()).isNotEmpty();
    }

    static Stream<String> changeFiles() {
        return Document.ALL.stream()
                .flatMap(document -> document.blocks().stream())
                .filter(block -> block.language().equals("yaml"))
                .map(Document.Block::text);
    }

    @Test
    void showsAllKeysOfTheChangeFileWithTheirDefaults() {
        String complete = changeFiles()
                .filter(text -> text.contains("limits:"))
                .findFirst()
                .orElseThrow();
        Settings shown = parse(complete).settings();
        assertThat(shown.limits().set().keySet()).containsExactlyInAnyOrder(Limit.values());
        assertThat(Limit.values())
                .allSatisfy(limit -> assertThat(shown.limits().get(limit)).isEqualTo(limit.byDefault()));
        // What becomes of other triggers has no default, and what was reviewed only its author can say.
        assertThat(shown)
                .usingRecursiveComparison()
                .ignoringFields("limits", "filling.triggers", "reviewed")
                .isEqualTo(Settings.DEFAULTS);
        assertThat(Stream.of(Filling.class.getRecordComponents()).map(ReadmeTest::key))
                .allSatisfy(key -> assertThat(complete).contains(key + ":"));
    }

    private static Change parse(String text) {
        return ChangeFiles.parse("example", "an example", text);
    }

    private static String key(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
