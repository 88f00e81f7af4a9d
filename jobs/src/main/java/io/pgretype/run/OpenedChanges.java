package io.pgretype.run;

import io.pgretype.change.Change;
import io.pgretype.change.ChangeFiles;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.LedgerEntry;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which definition of a change counts: its file's before expand, the ledger's from then on. */
public final class OpenedChanges {

    private final ChangeFiles files;
    private final Ledger ledger;

    public OpenedChanges(ChangeFiles files, Ledger ledger) {
        this.files = files;
        this.ledger = ledger;
    }

    /**
     * The change of that name. While it is open its file may be missing, but it must not say anything else than what was
     * expanded; comments and layout are free. {@code abandon} works all the same.
     *
     * @throws ProblemException {@code change-file-missing}, {@code change-file-invalid}, {@code change-edited}
     */
    public Change resolve(String name, PhaseCommand command) {
        Optional<LedgerEntry> open =
                ledger.find(name).filter(entry -> entry.phase().isOpen());
        if (open.isEmpty()) {
            return files.read(name);
        }
        Change expanded = ChangeFiles.parse(
                name, "the ledger's copy of " + name, open.get().definition());
        if (command != PhaseCommand.ABANDON) {
            files.find(name).filter(file -> !file.saysTheSameAs(expanded)).ifPresent(file -> {
                throw edited(file, expanded);
            });
        }
        return expanded;
    }

    private static ProblemException edited(Change file, Change expanded) {
        return new ProblemException(new Problem(
                ProblemCode.CHANGE_EDITED,
                "The file of change %s was edited after it was expanded.".formatted(file.name()),
                difference(file.definition(), expanded.definition()),
                Problem.NOTHING_CHANGED,
                "Restore the file (the ledger has its text: select definition from pgretype.change where name = '%s'),"
                                .formatted(file.name())
                        + " or abandon the change and begin again."));
    }

    /** The first line that only one of the texts has, of each. */
    private static String difference(String file, String expanded) {
        Optional<String> added = only(file, expanded);
        Optional<String> removed = only(expanded, file);
        if (added.isEmpty() && removed.isEmpty()) {
            return "its lines are those that were expanded, in another order or indented otherwise";
        }
        return Stream.of(
                        added.map(line -> "it has '%s'".formatted(line)),
                        removed.map(line -> "it was expanded with '%s'".formatted(line)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
    }

    private static Optional<String> only(String text, String other) {
        Set<String> others = lines(other).collect(Collectors.toSet());
        return lines(text).filter(line -> !others.contains(line)).findFirst();
    }

    private static Stream<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#"));
    }
}
