package io.pgretype.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.pgretype.database.Database;
import io.pgretype.testkit.TestDatabase;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** It waits as long as it takes, but not after somebody has asked for a stop. */
@Timeout(60)
class PatientStatementIT {

    @Test
    void aStopCancelsItAndTheSessionWorksOn() {
        try (TestDatabase database = TestDatabase.create();
                HikariDataSource pool = new HikariDataSource()) {
            pool.setDataSource(database.dataSource());
            pool.setMaximumPoolSize(1);
            PatientStatement patient = new PatientStatement(Database.of(pool));
            AtomicInteger asked = new AtomicInteger();

            // The first one to ask is run itself, the second one the lookout.
            assertThatThrownBy(() -> patient.run("select pg_sleep(3600)", () -> asked.getAndIncrement() > 0))
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("canceling statement due to user request");

            assertThat(new JdbcTemplate(pool).queryForObject("select 1", Integer.class))
                    .isOne();
        }
    }

    @Test
    void itsSettingsAreItsOwn() {
        try (TestDatabase database = TestDatabase.create();
                HikariDataSource pool = new HikariDataSource()) {
            pool.setDataSource(database.dataSource());
            pool.setMaximumPoolSize(1);
            PatientStatement patient = new PatientStatement(Database.of(pool));
            JdbcTemplate jdbc = new JdbcTemplate(pool);
            String before = memory(jdbc);

            patient.run(
                    "create table seen as select current_setting('maintenance_work_mem') as memory",
                    Map.of("maintenance_work_mem", "77MB"),
                    () -> false);
            assertThatThrownBy(() -> patient.run("select 1 / 0", Map.of("maintenance_work_mem", "78MB"), () -> false))
                    .hasMessageContaining("division by zero");

            assertThat(database.value("select memory from seen", String.class)).isEqualTo("77MB");
            assertThat(memory(jdbc)).isEqualTo(before).isNotEqualTo("77MB");
        }
    }

    private static String memory(JdbcTemplate jdbc) {
        return jdbc.queryForObject("select current_setting('maintenance_work_mem')", String.class);
    }

    @Test
    void afterAStopItDoesNotBegin() {
        try (TestDatabase database = TestDatabase.create()) {
            PatientStatement patient = new PatientStatement(Database.of(database.dataSource()));

            assertThatThrownBy(() -> patient.run("create table item (id integer)", () -> true))
                    .isInstanceOf(CancellationException.class)
                    .hasMessageContaining("create table item");

            assertThat(database.value("select to_regclass('item') is null", Boolean.class))
                    .isTrue();
        }
    }
}
