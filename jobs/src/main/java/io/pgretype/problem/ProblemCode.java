package io.pgretype.problem;

import static io.pgretype.problem.ExitStatus.FAILED;
import static io.pgretype.problem.ExitStatus.OUTCOME_UNKNOWN;
import static io.pgretype.problem.ExitStatus.REFUSED;
import static io.pgretype.problem.ExitStatus.UNFINISHED;
import static io.pgretype.problem.ExitStatus.USAGE;

import java.util.Locale;

/** Every reason to stop that pgretype knows. The runbook has a heading for each {@link #key()}. */
public enum ProblemCode {
    // The command line and the change file.
    BAD_COMMAND_LINE(USAGE),
    CHANGE_FILE_MISSING(USAGE),
    CHANGE_FILE_INVALID(USAGE),

    // The migrations to lint.
    NO_MIGRATIONS(USAGE),
    NO_MERGE_BASE(USAGE),
    MIGRATIONS_INVALID(USAGE),

    // The connection.
    NO_CONNECTION(USAGE),
    NO_SERVER(USAGE),
    WRONG_PASSWORD(USAGE),
    NO_TLS(USAGE),
    SERVER_TOO_OLD(REFUSED),
    HOT_STANDBY(REFUSED),
    TRANSACTION_POOLER(REFUSED),

    // Preflight: the change and the role.
    TABLE_MISSING(USAGE),
    COLUMN_MISSING(USAGE),
    TYPE_UNKNOWN(USAGE),
    NO_PRIVILEGE(REFUSED),
    SAME_TYPE(REFUSED),
    NAME_TAKEN(REFUSED),
    NO_KEY(REFUSED),
    NOT_A_PLAIN_TABLE(REFUSED),
    ROWS_HIDDEN(REFUSED),
    CONVERSION_INVALID(REFUSED),
    CONVERSION_BY_SETTING(REFUSED),
    WAY_BACK_MISSING(REFUSED),
    ROWS_DO_NOT_CONVERT(REFUSED),
    VALUES_BECOME_EQUAL(REFUSED),

    // Preflight: what is not carried to the new column.
    PARTITIONED_TABLE(REFUSED),
    INHERITANCE(REFUSED),
    FOREIGN_KEY_COLUMN(REFUSED),
    IDENTITY_COLUMN(REFUSED),
    SERIAL_COLUMN(REFUSED),
    GENERATED_COLUMN(REFUSED),
    VIEW_ON_COLUMN(REFUSED),
    RULE_ON_COLUMN(REFUSED),
    POLICY_ON_COLUMN(REFUSED),
    FUNCTION_ON_COLUMN(REFUSED),
    TRIGGER_ON_COLUMN(REFUSED),
    TRIGGER_AFTER_MIRROR(REFUSED),
    TRIGGER_FUNCTION_OF_OTHERS(REFUSED),
    TRIGGER_ARGUMENT(REFUSED),
    TRIGGERS_UNDECIDED(REFUSED),
    TRIGGERS_NOT_SKIPPABLE(REFUSED),
    PUBLICATION_OF_COLUMN(REFUSED),
    EXCLUSION_CONSTRAINT(REFUSED),
    NULLS_NOT_DISTINCT(REFUSED),
    UNIQUE_COUNTS_NULL(REFUSED),
    UNIQUE_TOO_COARSE(REFUSED),
    DOMAIN_REFUSES_NULL(REFUSED),
    LEDGER_PUBLISHED(REFUSED),
    REPLICA_IDENTITY_MISSING(REFUSED),
    INVALID_INDEX(REFUSED),
    OBJECT_NOT_CARRIED(REFUSED),
    STATEMENT_REFUSED(REFUSED),
    WHOLE_ROW_COPIED(REFUSED),
    UNKNOWN_DEPENDENT(REFUSED),

    // Gates and the ledger.
    WRONG_PHASE(REFUSED),
    CHANGE_EDITED(REFUSED),
    CHANGE_UNKNOWN(USAGE),
    TABLE_CHANGED(REFUSED),
    MIRROR_UNHEALTHY(REFUSED),
    ROWS_LEFT(UNFINISHED),
    NOT_VERIFIED(REFUSED),
    MIRROR_TOUCHED(REFUSED),
    STATISTICS_MISSING(REFUSED),
    WRAPAROUND_AUTOVACUUM(REFUSED),
    IDLE_IN_TRANSACTION(REFUSED),
    TWINS_INCOMPLETE(REFUSED),
    REFERENCE_TOO_LATE(REFUSED),
    SOAKING(REFUSED),
    WAY_BACK_CLOSED(REFUSED),

    // While it runs.
    BUSY(UNFINISHED),
    RUN_PAUSED(UNFINISHED),
    STOPPED(UNFINISHED),
    LOCK_NOT_GRANTED(UNFINISHED),
    ROWS_FAILING(UNFINISHED),
    TABLE_REWRITTEN(UNFINISHED),
    MISMATCHES(FAILED),
    DUPLICATE_VALUES(FAILED),
    CONNECTION_LOST(FAILED),
    DATABASE_ERROR(FAILED),
    INTERNAL_ERROR(FAILED),
    OUTCOME_NOT_KNOWN(OUTCOME_UNKNOWN);

    private final ExitStatus exitStatus;

    ProblemCode(ExitStatus exitStatus) {
        this.exitStatus = exitStatus;
    }

    public ExitStatus exitStatus() {
        return exitStatus;
    }

    /** As it is written in messages and in the runbook, for example {@code view-on-column}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
