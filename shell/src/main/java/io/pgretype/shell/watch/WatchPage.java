package io.pgretype.shell.watch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/** A change as the lines of a screen: never more and never longer than fit, what matters most of all. */
final class WatchPage {

    /** Lines with which the last section is not squeezed. */
    private static final int ENOUGH = 4;

    private final Signs signs;

    WatchPage(Signs signs) {
        this.signs = signs;
    }

    /**
     * Exactly so many lines.
     *
     * @param trouble why what is seen is not newer; null if it is as new as can be
     */
    List<AttributedString> lines(WatchedChange seen, @Nullable String trouble, int columns, int rows) {
        List<Section> sections = new ArrayList<>();
        if (trouble != null) {
            sections.add(Section.of(0, Line.of(trouble, Line.TROUBLE)));
        }
        sections.addAll(Head.sections(seen, signs, columns));
        sections.add(Waiting.section(7, seen.lockWaits()));
        sections.add(Signals.section(8, seen.sample()));
        sections.add(Events.section(9, seen.events()));
        List<AttributedString> lines = laidOut(sections, rows - 1);
        lines.addAll(Collections.nCopies(Math.max(0, rows - 1 - lines.size()), AttributedString.EMPTY));
        lines.add(Line.of("q leaves; the change goes on.  " + Events.time(seen.readAt())));
        return lines.stream()
                .map(line -> Line.cut(line, columns, signs.cut()))
                .limit(rows)
                .toList();
    }

    /** The last section has what the others leave. Free lines set sections off where it has enough with them. */
    private static List<AttributedString> laidOut(List<Section> sections, int rows) {
        int others = sections.subList(0, sections.size() - 1).stream()
                .mapToInt(Section::most)
                .sum();
        long gaps = sections.stream().filter(Section::set).count();
        int gap = others + gaps + ENOUGH <= rows ? 1 : 0;
        IdentityHashMap<Section, Integer> room = new IdentityHashMap<>();
        int left = rows;
        for (Section section :
                sections.stream().sorted(Comparator.comparing(Section::rank)).toList()) {
            int above = section.set() ? gap : 0;
            int given = left - above < section.least() ? 0 : Math.min(left - above, section.most());
            room.put(section, given);
            left -= given == 0 ? 0 : given + above;
        }
        List<AttributedString> lines = new ArrayList<>();
        for (Section section : sections) {
            int given = room.getOrDefault(section, 0);
            if (given > 0) {
                lines.addAll(Collections.nCopies(section.set() ? gap : 0, AttributedString.EMPTY));
                lines.addAll(section.lines().apply(given));
            }
        }
        return lines;
    }
}
