package io.pgretype.testkit;

import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.testcontainers.DockerClientFactory;

/**
 * The PostgreSQL server of this JVM's tests: started on first use, gone when the JVM ends.
 *
 * <p>It runs in a container where a Docker engine answers or an image is named, and as an embedded server otherwise.
 *
 * @param origin what it was started from, for messages
 */
public record PostgresServer(String origin, String host, int port, String user, String password) {

    private static final int MAJOR = Integer.getInteger("postgres.version", 18);

    /** The server, started if it is not running yet. */
    public static PostgresServer running() {
        return OnFirstUse.SERVER;
    }

    /** The major version that was asked for, which is the one that runs. */
    public static int major() {
        return MAJOR;
    }

    PGSimpleDataSource database(String name) {
        var database = new PGSimpleDataSource();
        database.setServerNames(new String[] {host});
        database.setPortNumbers(new int[] {port});
        database.setDatabaseName(name);
        database.setUser(user);
        database.setPassword(password);
        return database;
    }

    JdbcTemplate maintenance() {
        return new JdbcTemplate(database("postgres"));
    }

    private PostgresServer ofMajor(int major) {
        int number = Integer.parseInt(maintenance().queryForObject("show server_version_num", String.class));
        if (number / 10_000 != major) {
            throw new IllegalStateException(
                    "asked for PostgreSQL %d (-Dpostgres.version), but %s is server_version_num %d"
                            .formatted(major, origin, number));
        }
        return this;
    }

    private static final class OnFirstUse {

        private static final PostgresServer SERVER = start().ofMajor(MAJOR);

        private static PostgresServer start() {
            return ContainerServer.isAskedFor()
                            || DockerClientFactory.instance().isDockerAvailable()
                    ? ContainerServer.start(MAJOR)
                    : EmbeddedServer.start(MAJOR);
        }
    }
}
