package io.pgretype.lint.scratch;

import io.pgretype.change.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** A database of a scratch server; closing it drops it, whoever is still connected. */
public final class ScratchDatabase implements AutoCloseable {

    /** A user without the right to do so is no reason to stop. */
    private static final String GRANT_ALL_TO = """
            do $do$
            begin
                execute format('grant %%I to %%s', session_user, '%s');
            exception when others then
                null;
            end
            $do$""";

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
     * would not be seen at once. One that SET ROLE names owns in production what here belongs to the session's user, and may
     * do with it what that one may.
     *
     * @return whether the error was about a role, and it was made; not every role may
     */
    public boolean createRole(Session session, Message error) throws SQLException {
        Optional<Identifier> role = Roles.missing(error);
        if (role.isEmpty()
                || session.send("create role %s".formatted(role.get().sql()))
                        .error()
                        .isPresent()) {
            return false;
        }
        if (Roles.missingToBe(error).isPresent()) {
            session.run(GRANT_ALL_TO.formatted(role.get().sql().replace("'", "''")));
        }
        return true;
    }

    void hasMadeRoles(String sql) {
        server.hasMadeRoles(sql);
    }

    @Override
    public void close() throws SQLException {
        server.drop(name);
    }
}
