package io.pgretype.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.pgretype.testkit.TestDatabase;
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
            PatientStatement patient = new PatientStatement(pool);
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
    void afterAStopItDoesNotBegin() {
        try (TestDatabase database = TestDatabase.create()) {
            PatientStatement patient = new PatientStatement(database.dataSource());

            assertThatThrownBy(() -> patient.run("create table item (id integer)", () -> true))
                    .isInstanceOf(CancellationException.class)
                    .hasMessageContaining("create table item");

            assertThat(database.value("select to_regclass('item') is null", Boolean.class))
                    .isTrue();
        }
    }
}
