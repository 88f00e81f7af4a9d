package io.pgretype.shell.connection;

import java.util.Optional;

/**
 * The server that a command's own line names by {@code --url}. Unlike {@link ConnectionSettings} it is never one that only
 * the environment knows: on that one nothing may be tried.
 */
public record LineServer(Optional<ConnectionSettings> settings) {

    /**
     * A JDBC URL with all that a connection needs, after a first one; empty if the line names no server.
     *
     * @throws io.pgretype.problem.ProblemException if the server does not answer or will not do
     */
    public Optional<String> checkedUrl() {
        settings.map(ServerCheck::new).ifPresent(ServerCheck::check);
        return settings.map(ConnectionSettings::url);
    }
}
