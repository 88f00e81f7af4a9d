package io.pgretype.apply.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pgretype.testkit.TestDatabase;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class PatientFlywayIT {

    private static final String LOCATION = "classpath:shop";

    private static final String WAITING = """
            select count(*)
              from pg_locks
             where relation = to_regclass('orders')
               and not granted""";

    @AutoClose
    private TestDatabase database;

    @BeforeEach
    void anOlderRelease() {
        database = TestDatabase.create();
        flyway(PatientFlyway.usual(), "1").migrate();
    }

    @Test
    void aBootApplicationWaitsForWhoeverReadsTheTableAndMakesNobodyWaitLong() throws Exception {
        CompletableFuture<List<String>> started;
        try (Connection reader = reader()) {
            started = CompletableFuture.supplyAsync(this::start);
            // It asks for its lock, and gives way, and asks again.
            for (int turn = 0; turn < 2; turn++) {
                await().atMost(Duration.ofMinutes(1))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> waiting() == 1);
                await().atMost(Duration.ofSeconds(30))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> waiting() == 0);
            }
            reader.rollback();
        }
        assertThat(started.get(2, TimeUnit.MINUTES)).containsExactly("1", "2", "3");
    }

    @Test
    void givesUpAtTheDeadlineAndLeavesNothing() throws Exception {
        PatientFlyway patient = new PatientFlyway(Duration.ofMillis(20), Duration.ofMillis(500));
        try (Connection reader = reader()) {
            assertThatThrownBy(() -> patient.migrate(flyway(patient, "2")))
                    .isInstanceOf(FlywayException.class)
                    .hasMessageContaining("lock timeout");
        }
        assertThat(database.value("select count(*) from flyway_schema_history", Integer.class))
                .isEqualTo(1);
        assertThat(patient.migrate(flyway(patient, "2")).migrationsExecuted).isEqualTo(1);
    }

    @Test
    void otherErrorsAreThrownAtOnce() {
        database.execute("alter table orders add column note text");
        PatientFlyway patient = new PatientFlyway(Duration.ofMillis(20), Duration.ofDays(1));
        assertThatThrownBy(() -> patient.migrate(flyway(patient, "2"))).hasMessageContaining("already exists");
    }

    private Flyway flyway(PatientFlyway patient, String target) {
        FluentConfiguration configuration = Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .locations(LOCATION)
                .target(target);
        patient.configure(configuration);
        return configuration.load();
    }

    /** The versions that have been run when the application has started. */
    private List<String> start() {
        var application = new SpringApplicationBuilder(ShopApplication.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.datasource.url=" + database.url(),
                        "spring.datasource.username=" + database.user(),
                        "spring.datasource.password=" + database.password(),
                        "spring.flyway.locations=" + LOCATION,
                        "spring.batch.job.enabled=false");
        try (ConfigurableApplicationContext context = application.run()) {
            return database.column("select version from flyway_schema_history where success order by installed_rank");
        }
    }

    private Connection reader() throws Exception {
        Connection reader = database.connect();
        reader.setAutoCommit(false);
        reader.createStatement().execute("select from orders");
        return reader;
    }

    private int waiting() {
        return database.value(WAITING, Integer.class);
    }
}
