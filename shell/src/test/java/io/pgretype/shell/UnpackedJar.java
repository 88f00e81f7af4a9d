package io.pgretype.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The module's jar as the launcher runs it: unpacked, with the classes that a command loads in an archive. So it starts in less than
 * half the time, and tests start it some hundred times.
 */
final class UnpackedJar {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path JAR = TARGET.resolve("pgretype.jar");
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static final List<String> COMMAND = prepared();

    private UnpackedJar() {}

    /** Java and its options; the program's arguments follow. */
    static List<String> command() {
        return COMMAND;
    }

    /** Several JVMs of tests want it at once; the first one makes it. */
    private static List<String> prepared() {
        try (var channel = FileChannel.open(
                        TARGET.resolve("unpacked.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            Path unpacked =
                    TARGET.resolve("unpacked-" + Files.getLastModifiedTime(JAR).toMillis());
            Path archive = unpacked.resolve("classes.archive");
            List<String> program =
                    List.of("-jar", unpacked.resolve("pgretype.jar").toString());
            if (!Files.exists(unpacked)) {
                run(List.of(
                        "-Djarmode=tools", "-jar", JAR.toString(), "extract", "--destination", unpacked.toString()));
                run(joined(
                        List.of("-XX:ArchiveClassesAtExit=" + archive),
                        program,
                        List.of("status", "--url", "jdbc:postgresql://127.0.0.1:1/none")));
            }
            return joined(
                    List.of(
                            JAVA,
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-XX:SharedArchiveFile=" + archive,
                            "-Xshare:auto",
                            "-Xlog:cds=off",
                            "-Xlog:cds+dynamic=off"),
                    program);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(List<String> arguments) throws IOException {
        try {
            new ProcessBuilder(joined(List.of(JAVA, "-XX:+UseSerialGC"), arguments))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @SafeVarargs
    private static List<String> joined(List<String>... parts) {
        List<String> all = new ArrayList<>();
        for (List<String> part : parts) {
            all.addAll(part);
        }
        return List.copyOf(all);
    }
}
