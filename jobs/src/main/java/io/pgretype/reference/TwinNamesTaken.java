package io.pgretype.reference;

import io.pgretype.catalog.ForeignKey;
import io.pgretype.problem.Problem;
import io.pgretype.twin.TakenNames;
import io.pgretype.twin.TakenNames.Taken;
import io.pgretype.twin.TwinKind;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Constraints that have names which the twins of foreign keys need. */
public final class TwinNamesTaken {

    private final TakenNames names;

    public TwinNamesTaken(JdbcClient jdbc) {
        this.names = new TakenNames(jdbc);
    }

    /** Before any twin is made; empty if all names are free. */
    public List<Problem> problems(List<Reference> references) {
        return references.stream()
                .filter(reference -> !reference.isMadeBySwap())
                .flatMap(reference -> problem(reference.twin()).stream())
                .toList();
    }

    /** Of a twin that is not there; empty if its name is free. */
    public Optional<Problem> problem(ForeignKey twin) {
        return TakenNames.problem(
                "The twin of a foreign key of %s needs a name that another constraint has."
                        .formatted(twin.referencing().name()),
                taken(twin));
    }

    private List<Taken> taken(ForeignKey twin) {
        return names.by(
                twin.referencing().oid(),
                TwinKind.CHECK,
                twin.referencing().name().sibling(twin.name()),
                List.of());
    }
}
