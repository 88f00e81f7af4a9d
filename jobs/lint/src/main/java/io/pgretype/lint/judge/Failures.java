package io.pgretype.lint.judge;

import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.scratch.Message;
import io.pgretype.lint.scratch.Roles;
import io.pgretype.lint.scratch.ScratchServer;
import io.pgretype.lint.trace.Step;
import io.pgretype.lint.trace.Trace;
import java.util.Optional;
import java.util.stream.Stream;

/** What the server refused. */
final class Failures implements Check {

    private static final String ACTIVE_TRANSACTION = "25001";
    private static final String UNSAFE_NEW_ENUM_VALUE = "55P04";

    @Override
    public Stream<Finding> in(Trace trace) {
        Stream<Finding> refused = trace.steps().stream()
                .flatMap(step -> step.reply().error().flatMap(error -> of(trace, step, error)).stream());
        return Stream.concat(refused, commit(trace).stream());
    }

    private static Optional<Finding> of(Trace trace, Step step, Message error) {
        if (Roles.there(error).isPresent() || ScratchServer.lacksDatabase(error)) {
            return Optional.empty();
        }
        return switch (error.state()) {
            case ACTIVE_TRANSACTION -> inTransaction(trace, step, error);
            case UNSAFE_NEW_ENUM_VALUE ->
                Optional.of(Report.of("enum-value-in-transaction", said(error)).at(trace, step));
            default -> Optional.of(failure(error).at(trace, step));
        };
    }

    /** SET TRANSACTION has the same code; it fails only because each statement has a savepoint here. */
    private static Optional<Finding> inTransaction(Trace trace, Step step, Message error) {
        return error.message().contains("SET TRANSACTION")
                ? Optional.empty()
                : Optional.of(Report.of("concurrently-in-transaction", said(error))
                        .wayOut("Put this statement alone into a file that the tool runs outside a transaction:\n%s;"
                                .formatted(step.statement().sql()))
                        .at(trace, step));
    }

    private static Report failure(Message error) {
        return Report.of("migration-fails", said(error)).wayOut(error.hint().isEmpty() ? "" : error.hint());
    }

    private static String said(Message error) {
        return "ERROR %s: %s%s"
                .formatted(error.state(), error.message(), error.detail().isEmpty() ? "" : " (" + error.detail() + ")");
    }

    private static Optional<Finding> commit(Trace trace) {
        return trace.commitError().map(error -> failure(error)
                .at(trace, trace.steps().get(trace.steps().size() - 1)));
    }
}
