package io.pgretype.shell.demo;

import static java.util.stream.Collectors.joining;

import io.pgretype.problem.ExitStatus;
import io.pgretype.shell.traffic.Client;
import io.pgretype.shell.traffic.PeriodReport;
import io.pgretype.shell.traffic.TrafficReport;
import io.pgretype.status.LockUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How the demo ended.
 *
 * @param changed what was: {@code 200,000 rows changed from integer to bigint}
 * @param phases as they went
 * @param report what the traffic noticed
 * @param mismatches that verify found, null if it did not say
 * @param proof that it was worth it and lost nothing
 */
record DemoSummary(
        String changed,
        List<DemoPhase> phases,
        TrafficReport report,
        @Nullable Long mismatches,
        Proof proof) {

    DemoSummary {
        phases = List.copyOf(phases);
    }

    /** A careless client's plan errors are what it asked for; nothing else may happen to it either. */
    ExitStatus exitStatus() {
        boolean flawless = report.errors() == 0 && mismatches != null && mismatches == 0 && proof.holds();
        return flawless ? ExitStatus.DONE : ExitStatus.FAILED;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(TrafficLines.of(report, phases));
        lines.add("");
        lines.add("%s in %s:"
                .formatted(changed, Figures.seconds(took(phase -> !phase.step().again()))));
        lines.add("  %s mismatches, %s errors in %s statements."
                .formatted(
                        mismatches == null ? "unknown" : Figures.count(mismatches),
                        Figures.count(report.errors()),
                        Figures.count(report.statements())));
        lines.add("The way back and there again took %s."
                .formatted(Figures.seconds(took(phase -> phase.step().again()))));
        lines.add("The application's longest stall:");
        lines.add("  %s without the migration, %s with it."
                .formatted(longest(TrafficLines.ALONE::equals), longest(this::isPhase)));
        lines.addAll(lockLines());
        lines.addAll(planLines());
        lines.addAll(proof.lines());
        return lines;
    }

    private Duration took(Predicate<DemoPhase> which) {
        return phases.stream().filter(which).map(DemoPhase::took).reduce(Duration.ZERO, Duration::plus);
    }

    private List<String> lockLines() {
        return List.of(
                "Where the columns change (expand, cutover, rollback, contract):",
                "  longest statement %s;".formatted(longest(this::changesColumns)),
                "  the lock on the table came after up to %d ms, pauses included, and was held up to %d ms."
                        .formatted(most(LockUse::waitMs), most(LockUse::holdMs)));
    }

    private long most(ToLongFunction<LockUse> what) {
        return phases.stream()
                .filter(phase -> phase.step().changesColumns())
                .map(DemoPhase::lock)
                .filter(lock -> lock != null)
                .mapToLong(what)
                .max()
                .orElse(0);
    }

    private List<String> planLines() {
        List<String> lines = new ArrayList<>();
        lines.add("\"cached plan must not change result type\":");
        for (Client client : Client.values()) {
            String when = report.periods().stream()
                    .filter(period -> period.planErrors(client) > 0)
                    .map(period -> "%s %d".formatted(period.name(), period.planErrors(client)))
                    .collect(joining(", "));
            lines.add("  %s times with %s%s%s"
                    .formatted(
                            Figures.count(report.planErrors(client)),
                            client.setting(),
                            client == Client.CAREFUL ? " (as recommended)" : "",
                            when.isEmpty() ? "" : ": " + when));
        }
        return lines;
    }

    private String longest(Predicate<String> which) {
        return report.periods().stream()
                .filter(period -> which.test(period.name()))
                .max(Comparator.comparing(
                        (PeriodReport period) -> period.latency().max()))
                .map(period ->
                        "%s (%s)".formatted(Figures.millis(period.latency().max()), period.name()))
                .orElse("unknown");
    }

    private boolean isPhase(String period) {
        return phases.stream().anyMatch(phase -> phase.step().name().equals(period));
    }

    private boolean changesColumns(String period) {
        return phases.stream()
                .filter(phase -> phase.step().name().equals(period))
                .anyMatch(phase -> phase.step().changesColumns());
    }
}
