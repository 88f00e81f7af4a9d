package io.pgretype.lint.scratch;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.util.PSQLException;

/** Keeps the server's first error of an exchange in place of throwing it; only what is not the server's is thrown. */
public abstract class ErrorHeard extends ResultHandlerBase {

    private @Nullable SQLException failure;

    @Override
    public void handleError(SQLException error) {
        if (failure == null) {
            failure = error;
        }
    }

    @Override
    public void handleCompletion() throws SQLException {
        if (failure != null && error().isEmpty()) {
            throw failure;
        }
    }

    protected Optional<Message> error() {
        return failure instanceof PSQLException told
                ? Optional.ofNullable(told.getServerErrorMessage()).map(Message::of)
                : Optional.empty();
    }
}
