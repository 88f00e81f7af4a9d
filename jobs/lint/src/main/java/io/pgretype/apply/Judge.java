package io.pgretype.apply;

import io.pgretype.lint.judge.Judgement;
import io.pgretype.lint.judge.Judgement.Judged;
import io.pgretype.lint.migration.Migration;
import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.scratch.Base;
import io.pgretype.lint.scratch.ScratchServer;
import io.pgretype.lint.trace.ToolSession;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
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
    ExpectedLocks judge(Optional<Migration> dump, List<Migration> before, List<Migration> added) throws SQLException {
        try (Base base = Base.of(server, dump, before)) {
            Judged judged = Judgement.in(base, tool, added);
            if (!judged.findings().isEmpty()) {
                throw unsafe(judged.findings());
            }
            return ExpectedLocks.of(judged.traces());
        }
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
