package io.pgretype.lint.judge;

import io.pgretype.lint.migration.Migration;
import io.pgretype.lint.replay.Replay;
import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.rule.Rule;
import io.pgretype.lint.rule.Rules;
import io.pgretype.lint.scratch.Base;
import io.pgretype.lint.scratch.ScratchDatabase;
import io.pgretype.lint.stats.Statistics;
import io.pgretype.lint.trace.ToolSession;
import io.pgretype.lint.trace.Trace;
import io.pgretype.lint.trace.Tracer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Migrations are run on a copy of what came before them, and what was seen becomes findings, in the order of files and
 * lines.
 *
 * <p>"Existing" is what was there before the first of them: a table that one makes and the next gives an index is new.
 */
public final class Judgement {

    private Judgement() {}

    /**
     * What was seen, and what is wrong with it.
     *
     * @param traces of the migrations, in their order
     */
    public record Judged(List<Trace> traces, List<Finding> findings) {

        public Judged {
            traces = List.copyOf(traces);
            findings = List.copyOf(findings);
        }
    }

    /** Where nothing is known of production. */
    public static Judged in(Base base, ToolSession tool, List<Migration> added) throws SQLException {
        try (Replay nothing = Replay.in(base.database(), List.of())) {
            return in(base, tool, new Production(Statistics.NONE, nothing), added);
        }
    }

    /** Uses the base up: what is added is in it afterwards. */
    public static Judged in(Base base, ToolSession tool, Production production, List<Migration> added)
            throws SQLException {
        ScratchDatabase database = base.database();
        List<Finding> findings = new ArrayList<>();
        base.failures().forEach(failure -> findings.add(ofBase(failure)));
        List<Check> checks = checks(casts(database));
        List<Trace> traces = new ArrayList<>();
        List<List<Finding>> replayed = new ArrayList<>();
        try (Tracer tracer = Tracer.on(database, tool, production.sizes())) {
            for (Migration migration : added) {
                Trace trace = tracer.run(migration);
                traces.add(trace);
                replayed.add(production.release().after(trace));
            }
        }
        List<Finding> ofOrder = LockOrder.in(traces).toList();
        for (int i = 0; i < traces.size(); i++) {
            Trace trace = traces.get(i);
            List<Finding> found = new ArrayList<>(replayed.get(i));
            checks.forEach(check -> check.in(trace).forEach(found::add));
            ofOrder.stream()
                    .filter(finding -> finding.file().equals(trace.migration().file()))
                    .forEach(found::add);
            List<Finding> left = OncePerFile.of(new Allowances(trace).applied(found), LocksWithoutTimeout.RULE);
            left.stream().sorted(Comparator.comparing(Finding::line)).forEach(findings::add);
        }
        return new Judged(traces, Aftermath.joined(findings));
    }

    private static ImplicitCasts casts(ScratchDatabase clone) throws SQLException {
        try (Connection connection = clone.connect()) {
            return ImplicitCasts.read(connection);
        }
    }

    private static List<Check> checks(ImplicitCasts casts) {
        return List.of(
                new Failures(),
                new LateVersions(),
                new Rewrites(),
                new IndexBuilds(),
                new Scans(),
                new LocksWithoutTimeout(),
                new HeldLocks(),
                new DataAndSchema(),
                new UnlimitedWrites(),
                new OpenTransactions(),
                new Branches(),
                new InvalidIndexes(),
                new ForeignKeyIndexes(),
                new NewConstraints(),
                new MadeAgain(),
                new AtTheEnd(List.of(
                        new RelationsGone(),
                        new ColumnsChanged(casts),
                        new ObjectsChanged(),
                        new FunctionsChanged(),
                        new NamesGone(),
                        new RowSecurityChanged(),
                        new PublishedWithoutIdentity(),
                        new UniqueGone())));
    }

    private static Finding ofBase(Base.Failure failure) {
        return wholeFile(
                "migration-fails",
                failure.migration().file(),
                failure.statement().line(),
                failure.statement().sql(),
                "ERROR %s: %s"
                        .formatted(failure.error().state(), failure.error().message()));
    }

    /** A migration that was run before and has another text now. */
    public static Finding edited(Path file) {
        return wholeFile("migration-edited", file, 1, "", "it is in the base branch with another text");
    }

    private static Finding wholeFile(String id, Path file, int line, String statement, String observed) {
        Rule rule = Rules.of(id);
        return new Finding(
                rule, file, line, statement, observed, rule.consequence(), rule.wayOut(), java.util.Optional.empty());
    }
}
