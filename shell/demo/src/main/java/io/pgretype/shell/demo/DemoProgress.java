package io.pgretype.shell.demo;

import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Activity;
import io.pgretype.shell.progress.Progress;
import io.pgretype.shell.traffic.PeriodReport;
import io.pgretype.shell.traffic.Traffic;
import io.pgretype.status.ChangeStatus;
import org.jspecify.annotations.Nullable;

/** How far a phase is, and how the traffic fares meanwhile. */
final class DemoProgress {

    private final PhaseDriver driver;
    private final Traffic traffic;
    private final String change;

    DemoProgress(PhaseDriver driver, Traffic traffic, String change) {
        this.driver = driver;
        this.traffic = traffic;
        this.change = change;
    }

    Progress of(DemoStep step, Activity activity) {
        String name = step.name();
        String fares = traffic.report().period(name).map(DemoProgress::fares).orElse("");
        if (step.phase().filter(PhaseCommand::walksRows).isPresent()) {
            ChangeStatus status = driver.status(change);
            String waitingFor = activity.waitingFor();
            return new Progress(name, rows(status), fares, waitingFor == null ? status.heldBy() : waitingFor);
        }
        return new Progress(name, null, activity.doing() + "  " + fares, activity.waitingFor());
    }

    private static Progress.@Nullable Rows rows(ChangeStatus status) {
        Long done = status.rowsDone();
        Long total = status.rowsTotal();
        return done == null || total == null
                ? null
                : new Progress.Rows(done, total, status.rowsPerSecond(), status.etaSeconds());
    }

    private static String fares(PeriodReport period) {
        return "traffic p99 %s".formatted(Figures.millis(period.latency().p99()));
    }
}
