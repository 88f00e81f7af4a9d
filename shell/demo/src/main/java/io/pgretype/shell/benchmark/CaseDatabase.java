package io.pgretype.shell.benchmark;

import io.pgretype.shell.demo.DemoServer;
import io.pgretype.shell.demo.PhaseDriver;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;

/** The database of a case, and copies of it: each has the same files, and statistics that begin at zero. */
final class CaseDatabase {

    private static final String ORIGINAL = "original";
    private static final String COPY = "copy";

    private final BenchmarkCase kind;
    private final DemoServer server;

    /** @param server that {@link #start started} for the case */
    CaseDatabase(BenchmarkCase kind, DemoServer server) {
        this.kind = kind;
        this.server = server;
    }

    /**
     * Starts a server for a case. It keeps as many WAL files as it may have: to write to one again is faster than to make a new one, and the
     * first method measured must not be the only one to make them.
     */
    static DemoServer start(BenchmarkCase kind) throws IOException {
        return DemoServer.start(Map.of(
                "autovacuum", kind.autovacuum() ? "on" : "off",
                "shared_buffers", "%dMB".formatted(kind.sharedBuffersMegabytes()),
                "max_wal_size", "%dMB".formatted(kind.maxWalMegabytes()),
                "min_wal_size", "%dMB".formatted(kind.maxWalMegabytes()),
                "checkpoint_timeout", "5min"));
    }

    BenchmarkCase kind() {
        return kind;
    }

    DemoServer server() {
        return server;
    }

    /** Makes the case's table. */
    void create() throws SQLException, InterruptedException {
        // The same order of texts on every machine.
        SqlClient.execute(server.url(), "create database %s template template0 locale 'C'".formatted(ORIGINAL));
        BenchmarkTable.create(server.url(ORIGINAL), kind);
    }

    /**
     * A fresh copy to work in; the last one is gone.
     *
     * @param opener opens the phases on it
     */
    Workplace copy(PhaseDriver.Opener opener) throws SQLException {
        SqlClient.execute(
                server.url(),
                "drop database if exists %s with (force)".formatted(COPY),
                "create database %s template %s strategy file_copy".formatted(COPY, ORIGINAL));
        return new Workplace(kind, server.url(COPY), server.directory(), opener);
    }
}
