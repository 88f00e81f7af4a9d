package io.pgretype.shell.page;

import com.samskivert.mustache.Mustache;
import io.pgretype.ledger.Release;
import io.pgretype.shell.page.WalkCharts.Walk;
import io.pgretype.status.ChangeStatus.ColumnStatus;
import io.pgretype.status.Evidence;
import io.pgretype.status.Evidence.Held;
import io.pgretype.status.Evidence.Lock;
import io.pgretype.status.Evidence.Run;
import io.pgretype.status.Evidence.Verification;
import io.pgretype.status.HistoryEntry;
import io.pgretype.status.Sample;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A report as one page; its fields are what the template names. */
public record ReportPage(
        String change,
        List<ColumnStatus> columns,
        String phase,
        String tone,
        String lastError,
        List<Facts.Fact> facts,
        @Nullable PhaseTimeline timeline,
        List<RunRow> runs,
        List<Walk> walks,
        List<HoldRow> holds,
        List<LockRow> locks,
        List<VerificationRow> verifications,
        List<EntryRow> refusals,
        List<EntryRow> history,
        String definition,
        String made,
        String release,
        String database,
        String server,
        String zone) {

    record RunRow(String command, String started, String took, String outcome, String who, String release) {}

    record HoldRow(String reason, String since, String lasted) {}

    record LockRow(String purpose, String at, int attempts, String waited, String held, String blockers) {}

    record VerificationRow(
            String started,
            String ended,
            String direction,
            String rows,
            String mismatches,
            String repaired,
            String tone) {}

    record EntryRow(String at, String what, String detail, String who) {}

    /** The whole page, its times in that zone. */
    public static String html(ChangeReport report, ZoneId zone) {
        try (Reader template = new InputStreamReader(
                Objects.requireNonNull(ReportPage.class.getResourceAsStream("report.mustache")),
                StandardCharsets.UTF_8)) {
            return Mustache.compiler()
                    .emptyStringIsFalse(true)
                    .compile(template)
                    .execute(of(report, new Texts(zone)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ReportPage of(ChangeReport report, Texts texts) {
        var status = report.status();
        Evidence evidence = report.evidence();
        Instant made = report.made();
        return new ReportPage(
                status.change(),
                status.columns(),
                status.phase().text(),
                status.phase().isOver() ? "good" : "soft",
                status.lastError() == null ? "" : status.lastError(),
                Facts.of(report, texts),
                evidence.runs().isEmpty() ? null : PhaseTimeline.of(evidence.runs(), made, texts),
                evidence.runs().stream().map(run -> row(run, texts)).toList(),
                evidence.runs().stream()
                        .flatMap(run -> walk(run, report, texts).stream())
                        .toList(),
                evidence.holds().stream().map(hold -> row(hold, made, texts)).toList(),
                evidence.locks().stream().map(lock -> row(lock, texts)).toList(),
                evidence.verifications().stream()
                        .map(verification -> row(verification, texts))
                        .toList(),
                report.history().stream()
                        .filter(HistoryEntry::wasRefused)
                        .map(entry -> row(entry, texts))
                        .toList(),
                report.history().stream().map(entry -> row(entry, texts)).toList(),
                evidence.definition().strip(),
                texts.time(made),
                Release.NUMBER,
                evidence.database(),
                evidence.server(),
                texts.zone().getId());
    }

    private static List<Walk> walk(Run run, ChangeReport report, Texts texts) {
        List<Sample> samples = report.samples().stream()
                .filter(sample -> sample.run() == run.number())
                .toList();
        List<Held> holds = report.evidence().holds().stream()
                .filter(hold -> hold.run() == run.number())
                .toList();
        return samples.isEmpty() ? List.of() : List.of(new WalkCharts(run, samples, holds, texts).walk());
    }

    private static RunRow row(Run run, Texts texts) {
        String outcome = run.outcome();
        Instant ended = run.ended();
        return new RunRow(
                run.command(),
                texts.time(run.started()),
                ended == null ? Texts.UNKNOWN : Texts.lasted(run.started(), ended),
                ended != null && outcome != null ? outcome : outcome == null ? "open" : "interrupted: " + outcome,
                run.who(),
                run.release());
    }

    private static HoldRow row(Held held, Instant now, Texts texts) {
        Instant since = held.hold().since();
        String lasted = Texts.lasted(since, held.end(now));
        return new HoldRow(held.hold().text(), texts.time(since), held.until() == null ? lasted + " so far" : lasted);
    }

    private static LockRow row(Lock lock, Texts texts) {
        return new LockRow(
                lock.purpose(),
                texts.time(lock.at()),
                lock.attempts(),
                Texts.milliseconds(lock.waitMs()),
                lock.granted() ? Texts.milliseconds(lock.holdMs()) : "not granted",
                lock.blockers());
    }

    private static VerificationRow row(Verification verification, Texts texts) {
        return new VerificationRow(
                texts.time(verification.started()),
                texts.time(verification.ended()),
                verification.direction(),
                Texts.number(verification.rows()),
                Texts.number(verification.mismatches()),
                Texts.number(verification.repaired()),
                verification.mismatches() == 0 ? "good" : "bad");
    }

    private static EntryRow row(HistoryEntry entry, Texts texts) {
        return new EntryRow(texts.time(entry.at()), entry.what(), entry.detail(), entry.who());
    }
}
