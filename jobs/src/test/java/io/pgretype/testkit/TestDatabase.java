package io.pgretype.testkit;

import io.pgretype.database.Database;
import io.pgretype.ledger.Ledger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** An empty database of its own for a test; closing it drops it, whoever is still connected. */
public final class TestDatabase implements AutoCloseable {

    private final PostgresServer server;
    private final String name;
    private final DataSource dataSource;

    private TestDatabase(PostgresServer server, String name) {
        this.server = server;
        this.name = name;
        this.dataSource = server.database(name);
    }

    public static TestDatabase create() {
        return on(PostgresServer.running());
    }

    /** On another server than the one that all tests share. */
    public static TestDatabase on(PostgresServer server) {
        return create(server, "template1");
    }

    /** With all that is in this one just now; nobody may be connected to it. */
    public TestDatabase copy() {
        return create(server, name);
    }

    private static TestDatabase create(PostgresServer server, String template) {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        server.maintenance().execute("create database %s template %s".formatted(name, template));
        return new TestDatabase(server, name);
    }

    /** With user and password in it. */
    public String url() {
        return "jdbc:postgresql://%s:%d/%s?user=%s&password=%s".formatted(host(), port(), name, user(), password());
    }

    public String host() {
        return server.host();
    }

    public int port() {
        return server.port();
    }

    public String name() {
        return name;
    }

    public String user() {
        return server.user();
    }

    public String password() {
        return server.password();
    }

    /** Not pooled: a connection from it is a session of its own. */
    public DataSource dataSource() {
        return dataSource;
    }

    public Ledger ledger() {
        return new Ledger(Database.of(dataSource));
    }

    public Connection connect() throws SQLException {
        return dataSource.getConnection();
    }

    /** Runs the statements one after another in one session, each in a transaction of its own. */
    public void execute(String... statements) {
        var session = new SingleConnectionDataSource();
        session.setUrl(url());
        try (session) {
            var jdbc = new JdbcTemplate(session);
            List.of(statements).forEach(jdbc::execute);
        }
    }

    /** The only value of the only row. */
    public <T> @Nullable T value(String query, Class<T> type) {
        return new JdbcTemplate(dataSource).queryForObject(query, type);
    }

    /** The only column of all rows, as text. */
    public List<@Nullable String> column(String query) {
        return new JdbcTemplate(dataSource).queryForList(query, String.class);
    }

    /** The libpq variables that lead a child process here. */
    public Map<String, String> environment() {
        return Map.of(
                "PGHOST", host(),
                "PGPORT", Integer.toString(port()),
                "PGDATABASE", name,
                "PGUSER", user(),
                "PGPASSWORD", password());
    }

    @Override
    public void close() {
        server.maintenance().execute("drop database if exists %s with (force)".formatted(name));
    }
}
