package io.pgretype.apply;

import io.pgretype.change.Durations;
import io.pgretype.lint.script.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What would be done, as text. */
final class DryRun {

    private final ApplyOptions options;
    private final ExpectedLocks expected;

    DryRun(ApplyOptions options, ExpectedLocks expected) {
        this.options = options;
        this.expected = expected;
    }

    List<String> lines(Script script, Set<Integer> done) {
        List<String> lines = new ArrayList<>();
        lines.add(script.name());
        for (Part part : script.parts()) {
            lines.add("  %d  line %d, %s"
                    .formatted(
                            part.key().number(),
                            part.key().line(),
                            done.contains(part.key().number()) ? "done already" : how(part.way())));
            part.settings().forEach(statement -> lines.add("       " + Text.oneLine(statement.sql())));
            part.statements().forEach(statement -> add(statement, lines));
        }
        return lines;
    }

    private String how(Way way) {
        return way == Way.SHORT || way == Way.OUTSIDE_SHORT
                ? "%s: lock budget %s, stopped after %s"
                        .formatted(
                                way.text(),
                                Durations.text(options.budget()),
                                Durations.text(options.statementTimeout()))
                : way.text();
    }

    private void add(Statement statement, List<String> lines) {
        lines.add("       " + Text.oneLine(statement.sql()));
        expected.of(statement)
                .ifPresent(locks ->
                        locks.forEach(lock -> lines.add("         %s on %s".formatted(lock.mode(), lock.relation()))));
    }
}
