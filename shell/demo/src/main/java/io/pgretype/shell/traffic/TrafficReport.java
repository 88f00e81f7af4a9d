package io.pgretype.shell.traffic;

import java.util.List;
import java.util.Optional;

/**
 * What the application noticed.
 *
 * @param periods in the order in which they began
 * @param firstErrors the first few of each period; {@link #errors()} counts them all
 */
public record TrafficReport(List<PeriodReport> periods, List<TrafficError> firstErrors) {

    public TrafficReport {
        periods = List.copyOf(periods);
        firstErrors = List.copyOf(firstErrors);
    }

    public long statements() {
        return periods.stream().mapToLong(PeriodReport::statements).sum();
    }

    /** Without the plan errors of {@link Client#CARELESS}. */
    public long errors() {
        return periods.stream().mapToLong(PeriodReport::errors).sum();
    }

    public long planErrors(Client client) {
        return periods.stream().mapToLong(period -> period.planErrors(client)).sum();
    }

    public Optional<PeriodReport> period(String name) {
        return periods.stream().filter(period -> period.name().equals(name)).findFirst();
    }
}
