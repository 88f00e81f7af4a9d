package io.pgretype.shell.chaos;

import static org.awaitility.Awaitility.await;

import io.pgretype.ledger.Phase;
import io.pgretype.shell.traffic.Traffic;
import io.pgretype.testkit.CrashableServer;
import io.pgretype.testkit.TestDatabase;
import io.pgretype.testkit.WireProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What one schedule plays on: a database with tables and their twins, an application at work, pgretype behind a proxy. */
final class Site implements AutoCloseable {

    static final String CHANGE = "chaos";
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
    private final Subject subject;
    private final Traffic traffic;

    Site(CrashableServer server, WireProxy proxy, Resident resident, Model model, Schedule schedule) throws Exception {
        this.server = server;
        this.proxy = proxy;
        this.resident = resident;
        this.subject = model.subject();
        this.database = model.database().copy();
        this.changes = Files.createTempDirectory("pgretype-chaos-");
        Files.writeString(changes.resolve(CHANGE + ".yaml"), subject.changeFile() + schedule.definition());
        this.traffic = new Traffic(
                database.url(),
                subject.traffic()
                        .withSessions(SESSIONS)
                        .withStatementsPerSecond(150)
                        .withSeed(schedule.seed()),
                AT_WORK);
    }

    /** What each schedule's database is a copy of. */
    record Model(Subject subject, TestDatabase database) implements AutoCloseable {

        static Model create(CrashableServer server, Subject subject, int rows) throws Exception {
            TestDatabase database = TestDatabase.on(server.server());
            subject.create(database.url(), rows);
            database.execute("analyze");
            return new Model(subject, database);
        }

        @Override
        public void close() {
            database.close();
        }
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

    Subject subject() {
        return subject;
    }

    /** The table that something happens to: now this one, now that. */
    String table(int number) {
        return subject.tables().get(number % subject.tables().size()).sql();
    }

    Traffic traffic() {
        return traffic;
    }

    /** As the ledger has it. */
    Phase phase() {
        boolean installed =
                Boolean.TRUE.equals(database.value("select to_regclass('pgretype.change') is not null", Boolean.class));
        return installed
                ? database.column("select phase from pgretype.change").stream()
                        .map(Phase::valueOf)
                        .findFirst()
                        .orElse(Phase.PLANNED)
                : Phase.PLANNED;
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
