package io.pgretype.shell.demo;

import io.pgretype.lint.ScratchSource;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A server of its own for lint, which starts as fast as it can: nobody wants its data after a crash. */
public final class ScratchDemoServer implements ScratchSource {

    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "off",
            "synchronous_commit", "off",
            "full_page_writes", "off",
            "shared_buffers", "32MB",
            "maintenance_work_mem", "16MB",
            // Its locks and scans would be taken for those of a migration.
            "autovacuum", "off");

    private final InstalledBinaries installed;

    public ScratchDemoServer() {
        this(InstalledBinaries.ofMaven());
    }

    ScratchDemoServer(InstalledBinaries installed) {
        this.installed = installed;
    }

    @Override
    public Scratch open(OptionalInt major) {
        Optional<PgBinaryResolver> other = major.isPresent() ? installed.of(major.getAsInt()) : Optional.empty();
        try {
            DemoServer server = DemoServer.start(new HashMap<>(SETTINGS), other);
            return new Scratch() {
                @Override
                public String url() {
                    return server.url("postgres");
                }

                @Override
                public void close() {
                    try {
                        server.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
