package io.pgretype.alter;

import io.pgretype.catalog.Following;
import io.pgretype.change.Change;
import io.pgretype.ledger.Ledger;
import io.pgretype.preflight.Preflight;
import java.util.ArrayList;
import java.util.List;

/** What {@code plan} says of a change that the plain statement could do, or almost. Changes nothing. */
public final class AlterAdvice {

    private final Preflight preflight;
    private final Following following;
    private final AlterTrial trial;
    private final OpenTables openTables;

    public AlterAdvice(Ledger ledger) {
        this.preflight = new Preflight(ledger.database().jdbc());
        this.following = new Following(ledger.database());
        this.trial = new AlterTrial(ledger.database());
        this.openTables = new OpenTables(ledger);
    }

    /**
     * What there is to say.
     *
     * @param free whether {@code alter} does it, so that no phase is needed
     */
    public record Advised(boolean free, List<String> lines) {}

    /** No lines where the table would be rewritten, or nothing is left to do: then there is nothing to say. */
    public Advised of(Change declared) {
        if (!preflight.refusalsOfAlter(declared).isEmpty()) {
            return new Advised(false, List.of());
        }
        Change change = following.complete(declared);
        if (!openTables.problems(change).isEmpty()) {
            return new Advised(false, List.of());
        }
        Alteration alteration = trial.of(change);
        if (alteration.isFree()) {
            return new Advised(true, free(declared, alteration));
        }
        boolean nothingToSay = alteration.rewrite() || alteration.tables().isEmpty();
        return new Advised(false, nothingToSay ? List.of() : almost(declared, alteration));
    }

    private static List<String> free(Change change, Alteration alteration) {
        List<String> lines = new ArrayList<>();
        lines.add("No rewrite is needed: the server changes its catalog and nothing else. Type: ./pgretype alter %s"
                .formatted(change.name()));
        for (AlteredTable table : alteration.tables()) {
            lines.add("  [ACCESS EXCLUSIVE on %s, for milliseconds]"
                    .formatted(String.join(
                            ", ", table.locked().stream().map(Object::toString).toList())));
            lines.add(table.statement().indent(4).stripTrailing());
        }
        lines.add(
                "  Statements that were prepared before it and return the column fail once with \"cached plan must not"
                        + " change result type\".");
        return lines;
    }

    private static List<String> almost(Change change, Alteration alteration) {
        List<String> lines = new ArrayList<>();
        lines.add("No rewrite is needed, but ./pgretype alter %s would be refused:".formatted(change.name()));
        alteration.obstacles().forEach(obstacle -> lines.add("  " + obstacle));
        alteration.costs().forEach(cost -> lines.add("  " + cost));
        lines.add("Without that it would do, and take milliseconds; else there are the phases.");
        return lines;
    }
}
