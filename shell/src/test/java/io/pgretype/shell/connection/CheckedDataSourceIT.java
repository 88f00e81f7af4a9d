package io.pgretype.shell.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgretype.problem.ProblemException;
import io.pgretype.testkit.TestDatabase;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class CheckedDataSourceIT {

    @AutoClose
    private static TestDatabase database;

    @BeforeAll
    static void createDatabase() {
        database = TestDatabase.create();
    }

    @Test
    void sessionsHaveOurSettings() {
        try (var dataSource = new CheckedDataSource(ConnectionSettings.of(null, database.environment()))) {
            var jdbc = JdbcClient.create(dataSource);

            assertThat(setting(jdbc, "application_name")).isEqualTo("pgretype");
            assertThat(setting(jdbc, "row_security")).isEqualTo("off");
            assertThat(setting(jdbc, "datestyle")).startsWith("ISO");
            assertThat(setting(jdbc, "idle_session_timeout")).isEqualTo("0");
            assertThat(setting(jdbc, "client_connection_check_interval")).isEqualTo("5s");
        }
    }

    @Test
    void settingsOfTheRoleDoNotWin() {
        database.execute(
                "create role strict login superuser", "alter role strict set idle_session_timeout = '1s'",
                "alter role strict set datestyle = 'German'", "alter role strict set row_security = on");
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.put("PGUSER", "strict");
        try (var dataSource = new CheckedDataSource(ConnectionSettings.of(null, environment))) {
            var jdbc = JdbcClient.create(dataSource);

            assertThat(setting(jdbc, "idle_session_timeout")).isEqualTo("0");
            assertThat(setting(jdbc, "datestyle")).startsWith("ISO");
            assertThat(setting(jdbc, "row_security")).isEqualTo("off");
        } finally {
            database.execute("drop role strict");
        }
    }

    private static String setting(JdbcClient jdbc, String name) {
        return jdbc.sql("select current_setting(:name)")
                .param("name", name)
                .query(String.class)
                .single();
    }

    @Test
    void aDatabaseThatDoesNotExistIsAProblemAtTheFirstConnection() {
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.put("PGDATABASE", "nix");
        try (var dataSource = new CheckedDataSource(ConnectionSettings.of(null, environment))) {
            assertThatThrownBy(dataSource::getConnection)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("[no-connection] There is no database 'nix'");
        }
    }
}
