package io.pgretype.lint.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each format as it looks: {@code src/test/resources/io/pgretype/lint/report/findings.*}. After a change that is meant,
 * run it with {@code -Dgolden.write} and look at the difference.
 */
class GoldenTest {

    private static final Path DIRECTORY = Path.of("src/test/resources/io/pgretype/lint/report");

    @ParameterizedTest
    @EnumSource
    void looksAsItDid(Format format) throws IOException {
        assertGolden("findings." + format.key(), format.render(Samples.ALL, false));
    }

    @Test
    void coloursLookAsTheyDid() throws IOException {
        assertGolden("findings.colours", Format.TEXT.render(Samples.ALL, true));
    }

    private static void assertGolden(String name, String text) throws IOException {
        Path file = DIRECTORY.resolve(name);
        if (System.getProperty("golden.write") != null) {
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }
}
