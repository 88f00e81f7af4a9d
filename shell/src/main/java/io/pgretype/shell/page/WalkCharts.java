package io.pgretype.shell.page;

import io.pgretype.change.Limit;
import io.pgretype.change.Unit;
import io.pgretype.progress.SignalSample;
import io.pgretype.status.Evidence.Held;
import io.pgretype.status.Evidence.Run;
import io.pgretype.status.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/** How one run that walks rows went: rows a second and every signal, with the times shaded in which it was held. */
final class WalkCharts {

    /** A limit far above everything that was seen would press the line to the floor. */
    private static final double FAR = 3;

    private final Run run;
    private final List<Sample> samples;
    private final List<Held> holds;
    private final TimeAxis axis;
    private final Texts texts;

    /** @param samples of the run, at least one */
    WalkCharts(Run run, List<Sample> samples, List<Held> holds, Texts texts) {
        this.run = run;
        this.samples = samples;
        this.holds = holds;
        this.axis = new TimeAxis(run.started(), last().at());
        this.texts = texts;
    }

    record Shade(String x, String width, String title) {}

    /**
     * @param top what the upper edge stands for
     * @param limit as people read it; empty if there was none
     * @param limitAt where it is drawn; empty if it is too far above
     */
    record Chart(
            String title,
            String top,
            String summary,
            String path,
            String limit,
            String limitAt,
            List<Shade> holds,
            String from,
            String to) {}

    record Walk(String title, String summary, List<Chart> charts) {}

    Walk walk() {
        List<Chart> charts = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        chart("rows a second", rates(), Texts::number, OptionalLong.empty()).ifPresent(charts::add);
        for (SignalSample newest : last().signals()) {
            Limit limit = Limit.ofKey(newest.signal()).orElseThrow();
            Curve curve = signal(newest.signal());
            if (curve.isEmpty()) {
                unknown.add(newest.signal());
            } else {
                chart(
                                newest.signal() + ": " + limit.meaning(),
                                curve,
                                value -> limit.unit().text(value),
                                newest.limit() == null ? OptionalLong.empty() : OptionalLong.of(newest.limit()))
                        .ifPresent(charts::add);
            }
        }
        return new Walk(
                "%s, %s".formatted(run.command(), texts.time(run.started())), summary(unknown), List.copyOf(charts));
    }

    private String summary(List<String> unknown) {
        Duration took = Duration.between(run.started(), last().at());
        double seconds = Math.max(1, took.toMillis() / 1000.0);
        return "%s rows in %s, %s a second. %s of WAL were written meanwhile, by the whole server.%s"
                .formatted(
                        Texts.number(last().rowsDone()),
                        Texts.lasted(run.started(), last().at()),
                        Texts.number(Math.round(last().rowsDone() / seconds)),
                        Unit.BYTES.text(wal(samples)),
                        unknown.isEmpty() ? "" : " Never known: %s.".formatted(String.join(", ", unknown)));
    }

    /** On a standby that was promoted the position may be an earlier one. */
    static long wal(List<Sample> samples) {
        long wal = 0;
        for (int i = 1; i < samples.size(); i++) {
            wal += Math.max(0, samples.get(i).wal() - samples.get(i - 1).wal());
        }
        return wal;
    }

    private Curve rates() {
        var curve = new Curve();
        for (int i = 1; i < samples.size(); i++) {
            Sample before = samples.get(i - 1);
            Sample now = samples.get(i);
            double seconds = Duration.between(before.at(), now.at()).toMillis() / 1000.0;
            boolean piece = Curve.isPiece(run.started(), before.at(), now.at());
            // A walk that began again has fewer rows than before.
            double rows = Math.max(0, now.rowsDone() - before.rowsDone());
            curve.add(
                    now.at(), piece && seconds > 0 ? OptionalDouble.of(rows / seconds) : OptionalDouble.empty(), piece);
        }
        return curve;
    }

    private Curve signal(String name) {
        var curve = new Curve();
        Instant before = run.started();
        boolean known = false;
        for (Sample sample : samples) {
            OptionalDouble value = sample.signals().stream()
                    .filter(signal -> signal.signal().equals(name))
                    .map(SignalSample::value)
                    .filter(found -> found != null)
                    .mapToDouble(Long::doubleValue)
                    .findFirst();
            curve.add(sample.at(), value, known && Curve.isPiece(run.started(), before, sample.at()));
            known = value.isPresent();
            before = sample.at();
        }
        return curve;
    }

    private Optional<Chart> chart(String title, Curve curve, LongFunction<String> text, OptionalLong limit) {
        if (curve.isEmpty()) {
            return Optional.empty();
        }
        boolean drawn = limit.isPresent() && limit.getAsLong() <= curve.top() * FAR;
        double scale = Math.max(1, drawn ? Math.max(curve.top(), (double) limit.getAsLong()) : curve.top());
        return Optional.of(new Chart(
                title,
                text.apply(curve.top() == 0 ? 0 : Math.round(scale)),
                "at most " + text.apply(Math.round(curve.top())),
                curve.path(axis, scale),
                limit.isPresent() ? text.apply(limit.getAsLong()) : "",
                drawn ? Curve.y((double) limit.getAsLong(), scale) : "",
                holds.stream().map(this::shade).toList(),
                texts.time(axis.from()),
                texts.time(axis.to())));
    }

    private Shade shade(Held held) {
        Instant since = held.hold().since();
        return new Shade(
                axis.x(since),
                axis.width(since, held.end(axis.to())),
                "held: " + held.hold().text());
    }

    private Sample last() {
        return samples.get(samples.size() - 1);
    }
}
