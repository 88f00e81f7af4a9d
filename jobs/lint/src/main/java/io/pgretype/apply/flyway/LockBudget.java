package io.pgretype.apply.flyway;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** In the transaction of each migration, before its first statement. Outside of one, the server ignores it with a warning. */
final class LockBudget implements Callback {

    private final Duration budget;

    LockBudget(Duration budget) {
        this.budget = budget;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try (Statement statement = context.getConnection().createStatement()) {
            statement.execute("set local lock_timeout = '%dms'".formatted(budget.toMillis()));
        } catch (SQLException e) {
            throw new FlywayException("the lock budget cannot be set", e);
        }
    }

    @Override
    public String getCallbackName() {
        return "pgretype-lock-budget";
    }
}
