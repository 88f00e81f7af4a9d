package io.pgretype.throttle;

import io.pgretype.change.Limit;
import io.pgretype.change.Limits;
import io.pgretype.change.Settings;
import io.pgretype.database.Database;
import io.pgretype.ledger.Controls;
import io.pgretype.ledger.Holds;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.postgresql.ds.PGSimpleDataSource;

/** A table, a ledger with an open run, and throttles on them. */
final class Site implements AutoCloseable {

    static final String CHANGE = "item-size";

    private final TestDatabase database = TestDatabase.create();
    private final long run;

    Site() {
        database.execute("create table item (id integer primary key, size integer)");
        ledger().schema().install();
        run = ledger().runs().begin(CHANGE, PhaseCommand.BACKFILL.text(), "[]", "");
    }

    TestDatabase database() {
        return database;
    }

    /** Of a process of pgretype; each connection from it is a session of its own. */
    PGSimpleDataSource dataSource() {
        var sessions = new PGSimpleDataSource();
        sessions.setUrl(database.url());
        sessions.setApplicationName("pgretype");
        return sessions;
    }

    Ledger ledger() {
        return ledger(dataSource());
    }

    private static Ledger ledger(DataSource dataSource) {
        return new Ledger(Database.of(dataSource));
    }

    long run() {
        return run;
    }

    Controls controls() {
        return ledger().controls();
    }

    Holds holds() {
        return ledger().holds();
    }

    Throttle throttle(String... limits) {
        return throttle(dataSource(), limits);
    }

    Throttle throttle(DataSource dataSource, String... limits) {
        Settings defaults = Settings.DEFAULTS;
        Settings settings = new Settings(
                defaults.soak(),
                defaults.filling(),
                defaults.locks(),
                defaults.indexes(),
                defaults.verifiedWithin(),
                limits(limits),
                defaults.references(),
                defaults.reviewed(),
                defaults.window());
        return Throttle.start(ledger(dataSource), new Watched(CHANGE, run, List.of(table()), settings));
    }

    long table() {
        Long oid = database.value("select 'item'::regclass::oid::bigint", Long.class);
        return oid == null ? 0 : oid;
    }

    /** Of texts such as {@code max-lag 5s}. */
    static Limits limits(String... texts) {
        Map<Limit, OptionalLong> set = new EnumMap<>(Limit.class);
        for (String text : texts) {
            String[] words = text.split(" ");
            Limit limit = Limit.ofKey(words[0]).orElseThrow();
            set.put(limit, limit.parse(words[1]));
        }
        return new Limits(set);
    }

    /** A session of somebody else's, in a transaction. */
    Connection application() throws SQLException {
        Connection connection = database.connect();
        connection.setAutoCommit(false);
        return connection;
    }

    static ConditionFactory patiently() {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20));
    }

    static void awaitHold(Throttle throttle, String signal) {
        patiently().until(() -> throttle.hold()
                .map(hold -> hold.signal().equals(signal))
                .orElse(false));
    }

    static void awaitNoHold(Throttle throttle) {
        patiently().until(() -> throttle.hold().isEmpty());
    }

    static void until(Callable<Boolean> condition) {
        patiently().until(condition);
    }

    @Override
    public void close() {
        database.close();
    }
}
