package io.pgretype.lint.judge;

import io.pgretype.lint.scratch.ScratchServer;
import io.pgretype.testkit.PostgresServer;
import java.sql.SQLException;

/** The server that all tests share, as a scratch server. */
final class TestServer {

    private TestServer() {}

    static ScratchServer scratch() throws SQLException {
        PostgresServer server = PostgresServer.running();
        return ScratchServer.at("jdbc:postgresql://%s:%d/postgres?user=%s&password=%s"
                .formatted(server.host(), server.port(), server.user(), server.password()));
    }
}
