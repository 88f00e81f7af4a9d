package io.pgretype.shell.page;

import io.pgretype.status.Evidence.Run;
import java.time.Instant;
import java.util.List;

/** When which run worked. */
record PhaseTimeline(String from, String to, List<Bar> bars) {

    record Bar(String command, String x, String width, String title) {}

    /**
     * @param runs at least one
     * @param now where those end that are open
     */
    static PhaseTimeline of(List<Run> runs, Instant now, Texts texts) {
        Instant from = runs.get(0).started();
        Instant to =
                runs.stream().map(run -> end(run, now)).max(Instant::compareTo).orElse(now);
        TimeAxis axis = new TimeAxis(from, to);
        return new PhaseTimeline(
                texts.time(from),
                texts.time(to),
                runs.stream().map(run -> bar(run, axis, now, texts)).toList());
    }

    private static Bar bar(Run run, TimeAxis axis, Instant now, Texts texts) {
        Instant end = end(run, now);
        return new Bar(
                run.command(),
                axis.x(run.started()),
                axis.width(run.started(), end),
                "%s to %s".formatted(texts.time(run.started()), run.ended() == null ? "now" : texts.time(end)));
    }

    private static Instant end(Run run, Instant now) {
        return run.ended() == null ? now : run.ended();
    }
}
