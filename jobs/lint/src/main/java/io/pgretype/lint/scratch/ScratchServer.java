package io.pgretype.lint.scratch;

import io.pgretype.change.Identifier;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;

/**
 * A server on which databases may be made and dropped: the embedded one, or one that is named by its URL. What is made is
 * dropped on {@link #close}.
 */
public final class ScratchServer implements AutoCloseable {

    private static final String PREFIX = "pgretype_lint_";
    private static final String INVALID_CATALOG_NAME = "3D000";

    private final Properties properties;
    private final Connection maintenance;
    private final Set<String> databases = new HashSet<>();
    private final Set<String> makingRoles = new HashSet<>();

    private final Set<Identifier> before;

    private ScratchServer(Properties properties, Connection maintenance) throws SQLException {
        this.properties = properties;
        this.maintenance = maintenance;
        this.before = roles(maintenance);
    }

    /**
     * @param url of any database there; user and password in it. The role needs CREATEDB, and CREATEROLE if migrations name
     *     roles that are not there
     */
    public static ScratchServer at(String url) throws SQLException {
        Properties properties = org.postgresql.Driver.parseURL(url, new Properties());
        if (properties == null) {
            throw new SQLException("not a PostgreSQL URL: " + url);
        }
        return new ScratchServer(properties, DriverManager.getConnection(url));
    }

    /** A statement is about a database by its name in production, which none has here: it says nothing of tables. */
    public static boolean lacksDatabase(Message error) {
        return error.state().equals(INVALID_CATALOG_NAME);
    }

    /** The major version of the server: 18. */
    public int major() throws SQLException {
        return maintenance.getMetaData().getDatabaseMajorVersion();
    }

    /** An empty one. */
    public synchronized ScratchDatabase create() throws SQLException {
        return create("template0");
    }

    /** Nobody may be connected to the template. */
    synchronized ScratchDatabase create(String template) throws SQLException {
        String name = PREFIX + UUID.randomUUID().toString().replace("-", "");
        run("create database %s template %s".formatted(name, template));
        databases.add(name);
        return new ScratchDatabase(this, name);
    }

    synchronized void drop(String name) throws SQLException {
        run("drop database if exists %s with (force)".formatted(name));
        databases.remove(name);
    }

    /** The roles that it names go with what else was made; those that others make meanwhile stay. */
    synchronized void hasMadeRoles(String sql) {
        makingRoles.add(sql);
    }

    /**
     * Statements are sent as they are, several in one string if they are so: the driver splits nothing.
     *
     * @param mode {@code simple}, or {@code extended} for strings with parameters
     */
    Connection connect(String database, String mode) throws SQLException {
        Properties session = new Properties();
        session.putAll(properties);
        session.setProperty("PGDBNAME", database);
        session.setProperty("preferQueryMode", mode);
        // A migration may set client_encoding.
        session.setProperty("allowEncodingChanges", "true");
        String host = properties.getProperty("PGHOST", "localhost");
        String port = properties.getProperty("PGPORT", "5432");
        return DriverManager.getConnection("jdbc:postgresql://%s:%s/%s".formatted(host, port, database), session);
    }

    /** Migrations create some too, and no database takes them along: the next run would find them. */
    private static Set<Identifier> roles(Connection maintenance) throws SQLException {
        try (var statement = maintenance.createStatement();
                var rows = statement.executeQuery("select rolname from pg_roles")) {
            Set<Identifier> roles = new HashSet<>();
            while (rows.next()) {
                roles.add(Identifier.of(rows.getString("rolname")));
            }
            return roles;
        }
    }

    private void run(String sql) throws SQLException {
        try (var statement = maintenance.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public synchronized void close() throws SQLException {
        try (maintenance) {
            for (String name : Set.copyOf(databases)) {
                drop(name);
            }
            Set<Identifier> roles = roles(maintenance);
            roles.removeAll(before);
            for (Identifier role : roles) {
                if (makingRoles.stream().anyMatch(sql -> sql.contains(role.name()))) {
                    run("drop role if exists %s".formatted(role.sql()));
                }
            }
        }
    }
}
