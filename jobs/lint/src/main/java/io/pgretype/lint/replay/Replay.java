package io.pgretype.lint.replay;

import io.pgretype.lint.replay.Describe.Answer;
import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.scratch.Message;
import io.pgretype.lint.scratch.ScratchDatabase;
import io.pgretype.lint.trace.Trace;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Statements of the running release, prepared before the migrations and looked at again after each of them. */
public final class Replay implements AutoCloseable {

    static final String BREAKS = "statement-breaks";
    static final String CHANGES_RESULT = "statement-changes-result";
    static final String CACHED_PLAN = "cached-plan-breaks";

    private final ScratchDatabase database;
    private final Prepared release;
    private final List<Replayed> replayed = new ArrayList<>();
    private final List<Failing> failing = new ArrayList<>();

    private Replay(ScratchDatabase database, Prepared release) {
        this.database = database;
        this.release = release;
    }

    /** One that cannot be replayed, as it fails without the migrations too. */
    public record Failing(Running statement, String error) {}

    /**
     * Prepares them; the migrations are run after this, in the same database.
     *
     * @param statements those that fail already are left out, and {@link #failing} names them
     */
    public static Replay in(ScratchDatabase database, List<Running> statements) throws SQLException {
        Replay replay = new Replay(database, new Prepared(database));
        replay.prepare(statements);
        return replay;
    }

    private void prepare(List<Running> statements) throws SQLException {
        try (Describe describe = new Describe(database)) {
            for (Running statement : statements) {
                String name = "pgretype_" + replayed.size();
                Optional<Message> error = release.prepare(name, statement.sql());
                if (error.isPresent()) {
                    failing.add(new Failing(statement, said(error.get())));
                    continue;
                }
                Answer answer = describe.describe(statement.sql(), release.parameters(name));
                answer.error().ifPresent(told -> failing.add(new Failing(statement, said(told))));
                if (answer.description().isPresent()) {
                    Description before = answer.description().get();
                    replayed.add(new Replayed(statement, name, before, isHarmless(statement, name, before)));
                } else {
                    release.forget(name);
                }
            }
        }
    }

    private boolean isHarmless(Running statement, String name, Description before) throws SQLException {
        return statement.mayBeHarmless()
                && release.run(name, before.parameters().size()).isEmpty();
    }

    public List<Failing> failing() {
        return List.copyOf(failing);
    }

    /** What the migration that has just been run does to them; each statement is told once for each rule. */
    public List<Finding> after(Trace trace) throws SQLException {
        if (replayed.isEmpty()) {
            return List.of();
        }
        Hits hits = new Hits(trace);
        try (Describe describe = new Describe(database)) {
            for (Replayed statement : replayed) {
                look(describe, statement, hits);
            }
        }
        return hits.findings();
    }

    private void look(Describe describe, Replayed statement, Hits hits) throws SQLException {
        if (statement.isTold(BREAKS)) {
            return;
        }
        Running running = statement.running();
        List<Integer> types = statement.before().parameters();
        Optional<Message> error = describe.describe(running.sql(), types).error();
        Answer free = describe.describe(running.sql(), Collections.nCopies(types.size(), 0));
        error = error.or(free::error);
        if (error.isPresent()) {
            statement.tell(BREAKS);
            hits.add(BREAKS, running, said(error.get()));
            return;
        }
        String changes = new Changes(release)
                .between(statement.before(), free.description().orElseThrow());
        if (!changes.isEmpty() && statement.tell(CHANGES_RESULT)) {
            hits.add(CHANGES_RESULT, running, changes);
        }
        Optional<Message> plan = release.cachedPlanError(statement.name(), types.size());
        if (plan.isPresent() && statement.tell(CACHED_PLAN)) {
            hits.add(CACHED_PLAN, running, said(plan.get()));
        }
        if (plan.isEmpty() && statement.isHarmless()) {
            Optional<Message> failure = release.run(statement.name(), types.size());
            if (failure.isPresent() && statement.tell(BREAKS)) {
                hits.add(BREAKS, running, said(failure.get()));
            }
        }
    }

    private static String said(Message error) {
        return "ERROR %s: %s".formatted(error.state(), error.message());
    }

    @Override
    public void close() throws SQLException {
        release.close();
    }
}
