package io.pgretype.shell.benchmark;

import io.pgretype.shell.demo.Figures;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The results as bars, one group a case, in SVG. Each group has its own scale, for only what is in one group can be
 * compared. The background is the page's; the colours can be read on a light and on a dark one.
 */
final class Picture {

    private static final int WIDTH = 960;
    private static final int MARGIN = 16;
    private static final int LABELS = 300;
    private static final int LONGEST_BAR = 290;
    private static final int LINE = 24;
    private static final int BAR = 16;

    private static final String HEAD = """
            <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img">
            <title>%3$s</title>
            <style>
              text { font: 13px system-ui, -apple-system, 'Segoe UI', sans-serif; fill: #747c86 }
              rect { fill: #8c959f }
              rect.ours { fill: #2f81f7 }
              .case, .ours { font-weight: 600 }
            </style>
            """;

    private Picture() {}

    /** A complete SVG document. */
    static String of(Results results) {
        var body = new StringBuilder();
        int y = MARGIN;
        for (BenchmarkCase kind : results.cases()) {
            y += LINE;
            body.append("<text class=\"case\" x=\"%d\" y=\"%d\">%s</text>%n"
                    .formatted(MARGIN, y - LINE / 3, escaped(kind.description())));
            List<Measurement> measurements = results.of(kind);
            double longest = measurements.stream()
                    .mapToDouble(Measurement::seconds)
                    .max()
                    .orElse(1);
            for (Measurement measurement : measurements) {
                body.append(bar(results, measurement, y, measurement.seconds() / longest));
                y += LINE;
            }
            y += LINE / 2;
        }
        return HEAD.formatted(WIDTH, y + MARGIN, "Seconds to give a column of a large table a wider type")
                + body
                + "</svg>\n";
    }

    private static String bar(Results results, Measurement measurement, int y, double share) {
        String style = measurement.method().isOurs() ? " class=\"ours\"" : "";
        int bar = (int) Math.max(1, Math.round(share * LONGEST_BAR));
        int left = MARGIN + LABELS;
        int baseline = y + BAR - 3;
        return """
                <text%1$s x="%2$d" y="%3$d" text-anchor="end">%4$s</text>
                <rect%1$s x="%5$d" y="%6$d" width="%7$d" height="%8$d" rx="2"/>
                <text%1$s x="%9$d" y="%3$d">%10$s</text>
                """.formatted(
                        style,
                        left - 8,
                        baseline,
                        escaped(measurement.method().description()),
                        left,
                        y,
                        bar,
                        BAR,
                        left + bar + 8,
                        escaped(figures(results, measurement)));
    }

    private static String figures(Results results, Measurement measurement) {
        OptionalDouble alter = results.ratio(measurement, Method.ALTER_TABLE, Measurement::seconds);
        String time = Figures.seconds(measurement.took());
        String compared = alter.isPresent() && measurement.method() != Method.ALTER_TABLE
                ? String.format(Locale.ROOT, ", %.1f × alter table", alter.getAsDouble())
                : "";
        return "%s%s, %s B of WAL a row"
                .formatted(time, compared, Figures.count(Math.round(measurement.walBytesPerRow())));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
