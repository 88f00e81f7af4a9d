package io.pgretype.lint.scratch;

import io.pgretype.change.Identifier;
import java.sql.Connection;
import java.sql.SQLException;

/** A database of a scratch server; closing it drops it, whoever is still connected. */
public final class ScratchDatabase implements AutoCloseable {

    private final ScratchServer server;
    private final String name;

    ScratchDatabase(ScratchServer server, String name) {
        this.server = server;
        this.name = name;
    }

    /** A session of its own, in which the driver sends each string as it is. */
    public Connection connect() throws SQLException {
        return server.connect(name, "simple");
    }

    /** One whose strings have parameters, and are sent one by one. */
    public Connection connectWithParameters() throws SQLException {
        return server.connect(name, "extended");
    }

    /** Another with all that is in this one; nobody may be connected to it. */
    public ScratchDatabase copy() throws SQLException {
        return server.create(name);
    }

    public int major() throws SQLException {
        return server.major();
    }

    /**
     * Makes a role that a migration names and the server does not have, in the session's own transaction: another session's
     * would not be seen at once.
     *
     * @return whether it was made; not every role may
     */
    public boolean createRole(Session session, Identifier role) throws SQLException {
        return session.send("create role %s".formatted(role.sql())).error().isEmpty();
    }

    void hasMadeRoles(String sql) {
        server.hasMadeRoles(sql);
    }

    @Override
    public void close() throws SQLException {
        server.drop(name);
    }
}
