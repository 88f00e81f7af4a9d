package io.pgretype.shell.watch;

import io.pgretype.ledger.Phase;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** The phases of a change in one line: which are reached, which one is worked on or comes next, which are to come. */
final class Stepper {

    private static final List<Phase> STEPS = List.of(
            Phase.PLANNED,
            Phase.EXPANDED,
            Phase.BACKFILLED,
            Phase.HARDENED,
            Phase.VERIFIED,
            Phase.CUT_OVER,
            Phase.CONTRACTED);

    private Stepper() {}

    static AttributedString line(Phase phase, Signs signs, int columns) {
        if (phase == Phase.ABANDONED) {
            return Line.of(phase.text(), Line.HEADING);
        }
        int done = reached(phase);
        AttributedString all = steps(0, STEPS.size(), done, signs);
        if (all.columnLength() <= columns) {
            return all;
        }
        return new AttributedStringBuilder()
                .append(steps(done - 1, Math.min(done + 1, STEPS.size()), done, signs))
                .append(" (%d of %d done)".formatted(done, STEPS.size()))
                .toAttributedString();
    }

    /** How many of the steps; where only some tables are there yet, a step is not reached. */
    private static int reached(Phase phase) {
        return switch (phase) {
            case PARTLY_EXPANDED -> STEPS.indexOf(Phase.EXPANDED);
            case PARTLY_CUT_OVER -> STEPS.indexOf(Phase.CUT_OVER);
            default -> STEPS.indexOf(phase) + 1;
        };
    }

    private static AttributedString steps(int from, int to, int done, Signs signs) {
        var line = new AttributedStringBuilder();
        for (int i = from; i < to; i++) {
            String sign = i < done ? signs.done() : i == done ? signs.next() : signs.later();
            AttributedStyle style = i < done ? Line.GOOD : i == done ? Line.HEADING : Line.PLAIN;
            line.append(i == from ? "" : " ")
                    .append(Line.of(sign + " " + STEPS.get(i).text(), style));
        }
        return line.toAttributedString();
    }
}
