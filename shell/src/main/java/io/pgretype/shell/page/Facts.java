package io.pgretype.shell.page;

import io.pgretype.change.Durations;
import io.pgretype.change.Unit;
import io.pgretype.status.ChangeStatus;
import io.pgretype.status.Evidence.Held;
import io.pgretype.status.Evidence.Run;
import io.pgretype.status.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a reader wants to know first. */
final class Facts {

    private final List<Fact> facts = new ArrayList<>();

    private Facts() {}

    record Fact(String name, String value) {}

    static List<Fact> of(ChangeReport report, Texts texts) {
        ChangeStatus status = report.status();
        List<Run> runs = report.evidence().runs();
        var facts = new Facts();
        facts.add("rows", status.rowsDone() == null ? status.rowsTotal() : status.rowsDone(), Texts::number);
        facts.add("began", runs.isEmpty() ? null : runs.get(0).started(), texts::time);
        facts.add("last run ended", ended(runs), texts::time);
        facts.add("held", held(report), Durations::text);
        facts.add("longest lock wait", status.longestLockWaitMs(), Texts::milliseconds);
        facts.add("longest lock hold", status.lockHoldMs(), Texts::milliseconds);
        facts.add("mismatches when last compared", status.mismatches(), Texts::number);
        facts.add("rows to repair", status.witnessed(), Texts::number);
        facts.add("misfits", status.misfits(), Texts::number);
        facts.add("size before", status.sizeBytesBefore(), Unit.BYTES::text);
        facts.add("size, when last analyzed", status.sizeBytes(), Unit.BYTES::text);
        facts.add(
                "WAL while rows were walked",
                report.samples().isEmpty() ? null : wal(report.samples()),
                Unit.BYTES::text);
        return facts.facts;
    }

    private interface Text<T> {
        String of(T value);
    }

    private <T> void add(String name, @Nullable T value, Text<T> text) {
        if (value != null) {
            facts.add(new Fact(name, text.of(value)));
        }
    }

    private static @Nullable Instant ended(List<Run> runs) {
        return runs.isEmpty() ? null : runs.get(runs.size() - 1).ended();
    }

    private static @Nullable Duration held(ChangeReport report) {
        List<Held> holds = report.evidence().holds();
        return holds.isEmpty()
                ? null
                : holds.stream()
                        .map(held -> Duration.between(held.hold().since(), held.end(report.made())))
                        .reduce(Duration.ZERO, Duration::plus);
    }

    private static long wal(List<Sample> samples) {
        Map<Long, List<Sample>> byRun =
                samples.stream().collect(Collectors.groupingBy(Sample::run, TreeMap::new, Collectors.toList()));
        return byRun.values().stream().mapToLong(WalkCharts::wal).sum();
    }
}
