package io.pgretype.database;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The five characters by which PostgreSQL tells what went wrong (its documentation, appendix A). They are known here only;
 * what follows from them is for whoever asks.
 *
 * @param code null if there is none: the driver or the pool failed, not the server
 */
public record SqlState(@Nullable String code) {

    private static final String FEATURE_NOT_SUPPORTED = "0A000";
    private static final String IDLE_IN_TRANSACTION_SESSION_TIMEOUT = "25P03";
    private static final String SERIALIZATION_FAILURE = "40001";
    private static final String DEADLOCK_DETECTED = "40P01";
    private static final String SYNTAX_ERROR = "42601";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String DUPLICATE_OBJECT = "42710";
    private static final String UNDEFINED_FUNCTION = "42883";
    private static final String AMBIGUOUS_FUNCTION = "42725";
    private static final String INVALID_OBJECT_DEFINITION = "42P17";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String QUERY_CANCELED = "57014";

    private static final String CONNECTION_EXCEPTION = "08";
    private static final String TRANSACTION_ROLLBACK = "40";
    private static final String INSUFFICIENT_RESOURCES = "53";
    private static final String OPERATOR_INTERVENTION = "57";
    private static final String SYSTEM_ERROR = "58";

    /** admin_shutdown, crash_shutdown, cannot_connect_now and their like. */
    private static final String SHUTDOWN = "57P";

    /**
     * Connection, feature, transaction, authorization, resources (disk full), program limits, operator intervention,
     * system, configuration, internal.
     */
    private static final Set<String> CLASSES_OF_SERVER = Set.of(
            CONNECTION_EXCEPTION,
            "0A",
            "25",
            "28",
            "42",
            INSUFFICIENT_RESOURCES,
            "54",
            OPERATOR_INTERVENTION,
            SYSTEM_ERROR,
            "F0",
            "XX");

    public static SqlState of(SQLException e) {
        return new SqlState(e.getSQLState());
    }

    /** Empty if there is none. */
    public String text() {
        return code == null ? "" : code;
    }

    public boolean isFeatureNotSupported() {
        return isOneOf(FEATURE_NOT_SUPPORTED);
    }

    /** PostgreSQL 14 says so where something hangs on a column, and means that the feature is not supported. */
    public boolean isSyntaxError() {
        return isOneOf(SYNTAX_ERROR);
    }

    public boolean isInsufficientPrivilege() {
        return isOneOf(INSUFFICIENT_PRIVILEGE);
    }

    /** No operator or function takes those types, or several would. */
    public boolean isUndefinedFunction() {
        return isOneOf(UNDEFINED_FUNCTION, AMBIGUOUS_FUNCTION);
    }

    public boolean isDuplicateObject() {
        return isOneOf(DUPLICATE_OBJECT);
    }

    /** For example "generation expression is not immutable". */
    public boolean isInvalidObjectDefinition() {
        return isOneOf(INVALID_OBJECT_DEFINITION);
    }

    /** It may succeed when it is repeated, without anybody's doing anything. */
    public boolean isSerializationFailure() {
        return isOneOf(SERIALIZATION_FAILURE);
    }

    /** Somebody else has a lock. */
    public boolean isOfLock() {
        return isOneOf(LOCK_NOT_AVAILABLE, DEADLOCK_DETECTED);
    }

    /** A timeout of the statement, or somebody, has ended it. */
    public boolean isQueryCanceled() {
        return isOneOf(QUERY_CANCELED);
    }

    /**
     * The connection or the server failed, so that the same with other rows would fail as well. Not query_canceled: there
     * are too many rows for the statement_timeout.
     */
    public boolean isOfServer() {
        return code == null
                || code.length() != 5
                || (CLASSES_OF_SERVER.contains(code.substring(0, 2)) && !code.equals(QUERY_CANCELED));
    }

    /** The connection, the server or another session failed, not the statement. */
    public boolean isOutsideOfStatement() {
        return isOneOf(LOCK_NOT_AVAILABLE)
                || beginsWith(
                        CONNECTION_EXCEPTION,
                        TRANSACTION_ROLLBACK,
                        INSUFFICIENT_RESOURCES,
                        OPERATOR_INTERVENTION,
                        SYSTEM_ERROR);
    }

    /**
     * A transaction that waited for locks may be tried again: it gave way (our statement_timeout counts, as
     * query_canceled), or our idle_in_transaction_session_timeout ended it, so before the commit was sent.
     */
    public boolean isWorthAnotherAttempt() {
        return isOfLock() || isSerializationFailure() || isOneOf(QUERY_CANCELED, IDLE_IN_TRANSACTION_SESSION_TIMEOUT);
    }

    /** Also where there is none: then the pool says that the connection is closed. */
    public boolean isLossOfConnection() {
        return code == null || beginsWith(CONNECTION_EXCEPTION, SHUTDOWN);
    }

    private boolean isOneOf(String... codes) {
        return Set.of(codes).contains(text());
    }

    private boolean beginsWith(String... beginnings) {
        for (String beginning : beginnings) {
            if (text().startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }
}
