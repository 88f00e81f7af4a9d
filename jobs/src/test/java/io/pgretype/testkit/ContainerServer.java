package io.pgretype.testkit;

import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** A server in a container of the image {@code postgres.image}, by default {@code postgres:<major>}. */
final class ContainerServer {

    private static final long SHARED_MEMORY_BYTES = 256L << 20;

    private static final String IMAGE = "postgres.image";

    private ContainerServer() {}

    /** Then nothing else will do, even where no Docker engine answers. */
    static boolean isAskedFor() {
        return System.getProperty(IMAGE) != null;
    }

    /** Testcontainers removes the container when the JVM ends. */
    static PostgresServer start(int major) {
        String image = System.getProperty(IMAGE, "postgres:" + major);
        var container = new PostgreSQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"))
                .withDatabaseName("postgres")
                .withUsername("postgres")
                .withPassword("postgres")
                .withSharedMemorySize(SHARED_MEMORY_BYTES)
                .withCommand(
                        "postgres",
                        "-c",
                        "fsync=off",
                        "-c",
                        "max_connections=200",
                        "-c",
                        "max_prepared_transactions=10");
        container.start();
        return new PostgresServer(
                "the image " + image,
                container.getHost(),
                container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                container.getUsername(),
                container.getPassword());
    }
}
