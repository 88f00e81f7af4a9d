package io.pgretype.shell.watch;

import io.pgretype.change.Durations;
import io.pgretype.ledger.LeaseHolder;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.shell.progress.Progress;
import io.pgretype.shell.progress.Progress.Rows;
import io.pgretype.status.ChangeStatus;
import io.pgretype.status.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/** What matters most of a change: phase, how far, how long still, what it waits for, who works on it. */
final class Head {

    private Head() {}

    /** In the order of the screen. */
    static List<Section> sections(WatchedChange seen, Signs signs, int columns) {
        ChangeStatus status = seen.status();
        Rows rows = Progress.of(status).rows();
        List<Section> sections = new ArrayList<>();
        sections.add(Section.of(
                5,
                Line.of(
                        "%s  %s.%s  %s %s %s"
                                .formatted(
                                        status.change(),
                                        status.table(),
                                        status.column(),
                                        status.fromType(),
                                        signs.becomes(),
                                        status.toType()),
                        Line.HEADING)));
        sections.add(Section.of(0, Stepper.line(status.phase(), signs, columns)));
        if (rows != null) {
            sections.add(Section.of(2, bar(rows, columns)));
            sections.add(Section.of(1, Line.of(Line.joined(figures(rows, seen.sample()), columns))));
        }
        String heldBy = status.heldBy();
        if (heldBy != null) {
            sections.add(Section.of(3, Line.of("held by " + heldBy, Line.ATTENTION)));
        }
        sections.add(Section.of(4, worker(seen)));
        return sections;
    }

    private static AttributedString bar(Rows rows, int columns) {
        String share = String.format(Locale.ROOT, " %3d %%", (int) (rows.share() * 100));
        int room = Math.max(1, columns - share.length() - 2);
        int filled = (int) (rows.share() * room);
        return Line.of("[%s%s]%s".formatted("#".repeat(filled), "-".repeat(room - filled), share));
    }

    /** What can least be missed comes first. */
    private static List<String> figures(Rows rows, @Nullable Sample sample) {
        Double perSecond = rows.perSecond();
        Long secondsLeft = rows.secondsLeft();
        return Stream.of(
                        secondsLeft == null || secondsLeft <= 0
                                ? ""
                                : Durations.text(Duration.ofSeconds(secondsLeft)) + " left",
                        "%s of %s rows".formatted(number(rows.done()), number(rows.total())),
                        perSecond == null ? "" : number(Math.round(perSecond)) + " rows/s",
                        sample == null ? "" : sample.workers() == 1 ? "1 worker" : sample.workers() + " workers")
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static AttributedString worker(WatchedChange seen) {
        ChangeStatus status = seen.status();
        LeaseHolder holder = status.running();
        if (holder == null) {
            return Line.of(
                    "nothing runs; next: " + PhaseCommand.next(status.phase()).text());
        }
        String user = holder.user();
        String host = holder.host();
        return Line.of("%s runs in pid %d%s%s"
                .formatted(
                        seen.running()
                                .map(run -> "%s (since %s)".formatted(run.name(), Events.time(run.started())))
                                .orElse("pgretype"),
                        holder.pid(),
                        user == null ? "" : " of " + user,
                        host == null ? "" : " at " + host));
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
