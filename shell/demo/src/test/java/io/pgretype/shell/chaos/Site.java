package io.pgretype.shell.chaos;

import static org.awaitility.Awaitility.await;

import io.pgretype.shell.demo.DemoTable;
import io.pgretype.shell.traffic.Traffic;
import io.pgretype.shell.traffic.TrafficOptions;
import io.pgretype.shell.traffic.TwinOracle;
import io.pgretype.testkit.CrashableServer;
import io.pgretype.testkit.TestDatabase;
import io.pgretype.testkit.WireProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What one schedule plays on: a database with the table and its twin, an application at work, pgretype behind a proxy. */
final class Site implements AutoCloseable {

    static final String CHANGE = "chaos";
    static final String TABLE = DemoTable.NAME.sql();
    static final String MIRROR = "\"~pgretype_mirror\"";

    /** What happens while the application cannot reach its server; its errors do not count. */
    static final String SERVER_DOWN = "server down";

    private static final String AT_WORK = "at work";
    private static final int SESSIONS = 4;

    private final CrashableServer server;
    private final WireProxy proxy;
    private final Resident resident;
    private final TestDatabase database;
    private final Path changes;
    private final TwinOracle oracle;
    private final Traffic traffic;

    Site(CrashableServer server, WireProxy proxy, Resident resident, TestDatabase model, Schedule schedule)
            throws Exception {
        this.server = server;
        this.proxy = proxy;
        this.resident = resident;
        this.database = model.copy();
        this.changes = Files.createTempDirectory("pgretype-chaos-");
        Files.writeString(
                changes.resolve(CHANGE + ".yaml"),
                "table: %s%ncolumns: {%s: {type: bigint}}%n%s"
                        .formatted(DemoTable.NAME, DemoTable.COLUMN, schedule.definition()));
        this.oracle = oracle(database);
        this.traffic = new Traffic(
                database.url(),
                TrafficOptions.on(DemoTable.NAME, oracle.twin())
                        .withSessions(SESSIONS)
                        .withStatementsPerSecond(150)
                        .withSeed(schedule.seed()),
                AT_WORK);
    }

    /** What each schedule's database is a copy of. */
    static TestDatabase model(CrashableServer server, int rows) throws Exception {
        TestDatabase model = TestDatabase.on(server.server());
        DemoTable.create(model.url(), rows);
        oracle(model).create();
        model.execute("analyze");
        return model;
    }

    private static TwinOracle oracle(TestDatabase database) {
        return new TwinOracle(database.url(), DemoTable.NAME, DemoTable.COLUMN, "bigint");
    }

    Path changes() {
        return changes;
    }

    TestDatabase database() {
        return database;
    }

    /** By way of the proxy, as pgretype connects. */
    String urlThroughProxy() {
        return "jdbc:postgresql://%s:%d/%s?user=%s&password=%s"
                .formatted(proxy.host(), proxy.port(), database.name(), database.user(), database.password());
    }

    WireProxy proxy() {
        return proxy;
    }

    Resident resident() {
        return resident;
    }

    TwinOracle oracle() {
        return oracle;
    }

    Traffic traffic() {
        return traffic;
    }

    /** The server dies and comes back; returns when the application has found it again. */
    void crash(int downMs) throws InterruptedException {
        traffic.period(SERVER_DOWN);
        server.crash();
        Thread.sleep(downMs);
        server.restart();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> database.value(
                                "select count(*) from pg_stat_activity"
                                        + " where application_name = 'traffic' and datname = current_database()",
                                Integer.class)
                        >= SESSIONS);
        traffic.period(AT_WORK);
    }

    @Override
    public void close() {
        traffic.close();
        database.close();
    }
}
