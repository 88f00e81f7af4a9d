package io.pgretype.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a transaction, a trial and a run conclude from it; what a backfill does is FaultTest's. */
class SqlStateTest {

    // lock_not_available, deadlock_detected, serialization_failure, query_canceled, idle_in_transaction_session_timeout
    @ParameterizedTest
    @ValueSource(strings = {"55P03", "40P01", "40001", "57014", "25P03"})
    void isWorthAnotherAttempt(String code) {
        assertThat(new SqlState(code).isWorthAnotherAttempt()).isTrue();
    }

    // object_not_in_prerequisite_state, transaction_rollback, admin_shutdown, in_failed_sql_transaction,
    // check_violation
    @ParameterizedTest
    @ValueSource(strings = {"55000", "40000", "57P01", "25P02", "23514", ""})
    void isNotWorthAnotherAttempt(String code) {
        assertThat(new SqlState(code).isWorthAnotherAttempt()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // connection_failure, deadlock_detected, disk_full, lock_not_available, query_canceled, io_error
        "08006, true",
        "40P01, true",
        "53100, true",
        "55P03, true",
        "57014, true",
        "58030, true",
        // object_in_use, raise_exception, insufficient_privilege, feature_not_supported, internal_error
        "55006, false",
        "P0001, false",
        "42501, false",
        "0A000, false",
        "XX000, false",
    })
    void isOfTheStatementOrOutsideOfIt(String code, boolean outside) {
        assertThat(new SqlState(code).isOutsideOfStatement()).isEqualTo(outside);
    }

    @ParameterizedTest
    @CsvSource({
        // connection_failure, admin_shutdown, cannot_connect_now
        "08006, true",
        "57P01, true",
        "57P03, true",
        // query_canceled, too_many_connections, check_violation
        "57014, false",
        "53300, false",
        "23514, false",
    })
    void isALossOfTheConnectionOrNot(String code, boolean loss) {
        assertThat(new SqlState(code).isLossOfConnection()).isEqualTo(loss);
    }

    @Test
    void whereThereIsNoneTheConnectionIsLostAndTheStatementIsToldNothing() {
        SqlState none = SqlState.of(new SQLException("connection is closed"));
        assertThat(none.isLossOfConnection()).isTrue();
        assertThat(none.isOfServer()).isTrue();
        assertThat(none.isWorthAnotherAttempt()).isFalse();
        assertThat(none.isOutsideOfStatement()).isFalse();
        assertThat(none.isDuplicateObject()).isFalse();
    }
}
