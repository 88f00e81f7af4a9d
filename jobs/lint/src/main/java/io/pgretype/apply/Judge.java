package io.pgretype.apply;

import io.pgretype.lint.judge.Judgement;
import io.pgretype.lint.migration.Migration;
import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.scratch.Base;
import io.pgretype.lint.scratch.ScratchDatabase;
import io.pgretype.lint.scratch.ScratchServer;
import io.pgretype.lint.stats.Statistics;
import io.pgretype.lint.trace.ToolSession;
import io.pgretype.lint.trace.Trace;
import io.pgretype.lint.trace.Tracer;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tries files on a scratch server before they are run: refuses what lint finds, and learns which locks they take. */
final class Judge {

    private final ScratchServer server;
    private final ToolSession tool;

    Judge(ScratchServer server, ApplyOptions options) {
        this.server = server;
        // That is what they run under.
        this.tool = ToolSession.withLockTimeout(options.budget().toMillis() + "ms");
    }

    /** @throws ProblemException {@code migration-unsafe} */
    ExpectedLocks judge(List<Migration> before, List<Migration> added) throws SQLException {
        try (Base base = Base.of(server, before)) {
            List<Finding> findings = Judgement.of(base, tool, added);
            if (!findings.isEmpty()) {
                throw unsafe(findings);
            }
            return ExpectedLocks.of(traces(base, added));
        }
    }

    private List<Trace> traces(Base base, List<Migration> added) throws SQLException {
        List<Trace> traces = new ArrayList<>();
        try (ScratchDatabase copy = base.database().copy();
                Tracer tracer = Tracer.on(copy, tool, Statistics.NONE)) {
            for (Migration migration : added) {
                traces.add(tracer.run(migration));
            }
        }
        return traces;
    }

    private static ProblemException unsafe(List<Finding> findings) {
        return new ProblemException(new Problem(
                ProblemCode.MIGRATION_UNSAFE,
                "%d finding%s in what is to be applied.".formatted(findings.size(), findings.size() == 1 ? "" : "s"),
                findings.stream().map(Judge::text).collect(Collectors.joining("; ")),
                Problem.NOTHING_CHANGED,
                "./pgretype lint says the safe way of each. What is meant to be so is allowed by a comment before the"
                        + " statement: -- pgretype: allow RULE because REASON"));
    }

    private static String text(Finding finding) {
        return "%s:%d %s: %s"
                .formatted(finding.file(), finding.line(), finding.rule().id(), finding.observed());
    }
}
