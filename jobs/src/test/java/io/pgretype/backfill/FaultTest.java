package io.pgretype.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;

/** Only what is the rows' own fault is recorded as such. */
class FaultTest {

    @ParameterizedTest
    @CsvSource({
        // lock_not_available, deadlock_detected
        "55P03, LOCK",
        "40P01, LOCK",
        // serialization_failure
        "40001, CHANCE",
        // raise_exception, check_violation, not_null_violation, numeric_value_out_of_range
        "P0001, ROWS",
        "23514, ROWS",
        "23502, ROWS",
        "22003, ROWS",
        // query_canceled: statement_timeout
        "57014, ROWS",
        // connection_failure, admin_shutdown, crash_shutdown, cannot_connect_now
        "08006, SERVER",
        "57P01, SERVER",
        "57P02, SERVER",
        "57P03, SERVER",
        // disk_full, out_of_memory, too_many_connections
        "53100, SERVER",
        "53200, SERVER",
        "53300, SERVER",
        // read_only_sql_transaction: a standby; in_failed_sql_transaction
        "25006, SERVER",
        "25P02, SERVER",
        // insufficient_privilege, undefined_table
        "42501, SERVER",
        "42P01, SERVER",
        // io_error, data_corrupted
        "58030, SERVER",
        "XX001, SERVER",
    })
    void isToldByTheSqlstate(String state, Fault fault) {
        assertThat(Fault.of(failure(state))).isEqualTo(fault);
    }

    @Test
    void whoGivesNoSqlstateIsTheServer() {
        assertThat(Fault.of(failure(null))).isEqualTo(Fault.SERVER);
        assertThat(Fault.of(failure(""))).isEqualTo(Fault.SERVER);
        assertThat(Fault.of(new EmptyResultDataAccessException(1))).isEqualTo(Fault.SERVER);
        assertThat(Fault.of(new DataAccessResourceFailureException("no connection", new SQLException())))
                .isEqualTo(Fault.SERVER);
    }

    @Test
    void theInnermostCauseCounts() {
        BatchUpdateException batch = new BatchUpdateException("batch", "HY000", new int[0]);
        batch.initCause(new SQLException("check", "23514"));
        UncategorizedSQLException failure = new UncategorizedSQLException("fill", "update", batch);
        assertThat(Fault.of(failure)).isEqualTo(Fault.ROWS);
        assertThat(Fault.state(failure)).isEqualTo("23514");
    }

    private static UncategorizedSQLException failure(@Nullable String state) {
        return new UncategorizedSQLException("fill", "update", new SQLException("no", state));
    }
}
