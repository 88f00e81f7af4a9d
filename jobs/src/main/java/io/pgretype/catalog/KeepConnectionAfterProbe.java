package io.pgretype.catalog;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Lets a Hikari pool keep a connection that reported feature_not_supported. The pool takes that for the end of a
 * connection, but the probes meet it in expressions that are not allowed, and still have a transaction to roll back.
 */
public final class KeepConnectionAfterProbe implements SQLExceptionOverride {

    private static final String FEATURE_NOT_SUPPORTED = "0A000";

    @java.lang.Override
    public Override adjudicate(SQLException e) {
        return FEATURE_NOT_SUPPORTED.equals(e.getSQLState()) ? Override.DO_NOT_EVICT : Override.CONTINUE_EVICT;
    }
}
