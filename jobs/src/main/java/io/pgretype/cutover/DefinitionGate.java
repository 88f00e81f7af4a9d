package io.pgretype.cutover;

import io.pgretype.catalog.TableDrift;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.TwinNames;
import io.pgretype.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table must still be the one that was expanded. */
final class DefinitionGate implements Gate {

    private final JdbcClient jdbc;
    private final TableDrift drift;
    private final TwinNames names;

    DefinitionGate(Ledger ledger) {
        this.jdbc = ledger.database().jdbc();
        this.drift = new TableDrift(jdbc);
        this.names = new TwinNames(ledger);
    }

    @Override
    public List<Problem> problems(Change change, TableUnderChange table) {
        List<Problem> problems =
                new ArrayList<>(drift.problem(change.name(), table).stream().toList());
        names.ofRetired(change.name(), table).ifPresent(problems::add);
        return problems;
    }
}
