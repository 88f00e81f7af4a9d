package io.pgretype.shell.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A value over time, drawn as a line that is broken where nothing was known. */
final class Curve {

    /** More are not to be told apart on a screen. */
    private static final int MOST_POINTS = 500;

    private static final double HEIGHT = 100;

    private final List<Point> points = new ArrayList<>();
    private double top;

    /** @param joined whether a line leads here from the point before */
    private record Point(Instant at, double value, boolean joined) {}

    /** Points come in the order of time. */
    void add(Instant at, OptionalDouble value, boolean joined) {
        if (value.isPresent()) {
            points.add(new Point(at, value.getAsDouble(), joined && !points.isEmpty()));
            top = Math.max(top, value.getAsDouble());
        }
    }

    boolean isEmpty() {
        return points.isEmpty();
    }

    double top() {
        return top;
    }

    /** As the d of an SVG path, 100 units high. */
    String path(TimeAxis axis, double scale) {
        int step = points.size() / MOST_POINTS + 1;
        var path = new StringBuilder();
        boolean joined = false;
        for (int i = 0; i < points.size(); i += step) {
            Point highest = points.get(i);
            for (Point point : points.subList(i, Math.min(i + step, points.size()))) {
                joined &= point.joined();
                highest = point.value() > highest.value() ? point : highest;
            }
            path.append(joined ? 'L' : 'M')
                    .append(axis.x(highest.at()))
                    .append(' ')
                    .append(y(highest.value(), scale))
                    // A point alone is seen only where a line ends, however short.
                    .append(joined ? "" : "h0");
            joined = true;
        }
        return path.toString();
    }

    static String y(double value, double scale) {
        return TimeAxis.text(HEIGHT - HEIGHT * Math.min(1, value / scale));
    }

    /** Whether samples so far apart belong to one piece: spans grow with the age of the run. */
    static boolean isPiece(Instant began, Instant before, Instant now) {
        Duration apart = Duration.between(before, now);
        Duration usual = Duration.between(began, now).dividedBy(100).plusSeconds(10);
        return apart.compareTo(usual) <= 0;
    }
}
