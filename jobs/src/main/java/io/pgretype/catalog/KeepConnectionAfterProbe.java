package io.pgretype.catalog;

import com.zaxxer.hikari.SQLExceptionOverride;
import io.pgretype.database.SqlState;
import java.sql.SQLException;

/**
 * Lets a Hikari pool keep a connection that reported feature_not_supported. The pool takes that for the end of a
 * connection, but the probes meet it in expressions that are not allowed, and still have a transaction to roll back.
 */
public final class KeepConnectionAfterProbe implements SQLExceptionOverride {

    @java.lang.Override
    public Override adjudicate(SQLException e) {
        return SqlState.of(e).isFeatureNotSupported() ? Override.DO_NOT_EVICT : Override.CONTINUE_EVICT;
    }
}
