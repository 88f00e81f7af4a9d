package io.pgretype.shell.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** What was measured so far. May be read while it is written. */
final class Results {

    private final List<Measurement> measurements = new ArrayList<>();

    synchronized void add(Measurement measurement) {
        measurements.add(measurement);
    }

    synchronized List<BenchmarkCase> cases() {
        return measurements.stream().map(Measurement::kind).distinct().toList();
    }

    /** One measurement a method, in the order of the methods. */
    synchronized List<Measurement> of(BenchmarkCase kind) {
        return measurements.stream()
                .filter(measurement -> measurement.kind().equals(kind))
                .map(Measurement::method)
                .distinct()
                .sorted()
                .flatMap(method -> median(kind, method).stream())
                .toList();
    }

    /** Of several runs of a method, the one whose time is in the middle; of an even number, the faster one. */
    synchronized Optional<Measurement> median(BenchmarkCase kind, Method method) {
        List<Measurement> runs = measurements.stream()
                .filter(run -> run.kind().equals(kind) && run.method() == method)
                .sorted(Comparator.comparing(Measurement::took))
                .toList();
        return runs.isEmpty() ? Optional.empty() : Optional.of(runs.get((runs.size() - 1) / 2));
    }

    /** How a figure compares with that of another method in the same case; empty if that one was not measured. */
    OptionalDouble ratio(Measurement measurement, Method other, ToDoubleFunction<Measurement> figure) {
        return median(measurement.kind(), other)
                .map(measured -> OptionalDouble.of(figure.applyAsDouble(measurement) / figure.applyAsDouble(measured)))
                .orElse(OptionalDouble.empty());
    }
}
