package io.pgretype.shell.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.problem.ProblemCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventTest {

    @ParameterizedTest
    @EnumSource(names = {"MISMATCHES", "CONNECTION_LOST", "DATABASE_ERROR", "INTERNAL_ERROR", "OUTCOME_NOT_KNOWN"})
    void aFailureIsTold(ProblemCode code) {
        assertThat(Event.of(code)).hasValue(Event.FAILED);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"WRONG_PHASE", "NOT_VERIFIED", "CHANGE_EDITED", "VIEW_ON_COLUMN", "ROWS_FAILING", "RUN_PAUSED"})
    void whatOnlyAPersonEndsIsTold(ProblemCode code) {
        assertThat(Event.of(code)).hasValue(Event.WAITING);
    }

    @ParameterizedTest
    @EnumSource(names = {"SOAKING", "BUSY", "OUTSIDE_WINDOW", "STOPPED", "LOCK_NOT_GRANTED", "TABLE_REWRITTEN"})
    void whatTheNextRunEndsIsNot(ProblemCode code) {
        assertThat(Event.of(code)).isEmpty();
    }
}
