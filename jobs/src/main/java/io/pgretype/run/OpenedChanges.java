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

/** Which definition of a change counts: its file's before expand, the ledger's from then on. */
public final class OpenedChanges {

    private final ChangeFiles files;
    private final Ledger ledger;

    public OpenedChanges(ChangeFiles files, Ledger ledger) {
        this.files = files;
        this.ledger = ledger;
    }

    /**
     * The change of that name. While it is open its file may be missing, but it must not differ from what was expanded;
     * {@code abandon} works all the same.
     *
     * @throws ProblemException {@code change-file-missing}, {@code change-file-invalid}, {@code change-edited}
     */
    public Change resolve(String name, PhaseCommand command) {
        Optional<LedgerEntry> open =
                ledger.find(name).filter(entry -> entry.phase().isOpen());
        if (open.isEmpty()) {
            return files.read(name);
        }
        LedgerEntry entry = open.get();
        if (command != PhaseCommand.ABANDON) {
            files.find(name).filter(file -> !file.hash().equals(entry.hash())).ifPresent(file -> {
                throw edited(name, entry, file);
            });
        }
        return ChangeFiles.parse(name, "the ledger's copy of " + name, entry.definition());
    }

    private static ProblemException edited(String name, LedgerEntry entry, Change file) {
        return new ProblemException(new Problem(
                ProblemCode.CHANGE_EDITED,
                "The file of change %s was edited after it was expanded.".formatted(name),
                "its hash is %s, the ledger has %s"
                        .formatted(file.hash().substring(0, 12), entry.hash().substring(0, 12)),
                Problem.NOTHING_CHANGED,
                "Restore the file (the ledger has its text: select definition from pgretype.change where name = '%s'),"
                                .formatted(name)
                        + " or abandon the change and begin again."));
    }
}
