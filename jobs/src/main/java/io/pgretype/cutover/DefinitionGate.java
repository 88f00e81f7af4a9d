package io.pgretype.cutover;

import io.pgretype.catalog.TableDrift;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.ledger.TwinRecords;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.twin.TwinKind;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table must still be the one that was expanded. */
final class DefinitionGate implements Gate {

    private final JdbcClient jdbc;
    private final TableDrift drift;
    private final TwinRecords twins;

    DefinitionGate(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        this.drift = new TableDrift(jdbc);
        this.twins = new TwinRecords(dataSource);
    }

    @Override
    public List<Problem> problems(Change change, TableUnderChange table) {
        List<Problem> problems =
                new ArrayList<>(drift.problem(change.name(), table).stream().toList());
        List<String> taken = taken(change);
        if (!taken.isEmpty()) {
            problems.add(new Problem(
                    ProblemCode.NAME_TAKEN,
                    "Names that the swap needs are taken.",
                    String.join(", ", taken) + " exist already",
                    Problem.NOTHING_CHANGED,
                    "Rename or drop them."));
        }
        return problems;
    }

    /** What the old column's objects are to be called from the swap on. */
    private List<String> taken(Change change) {
        return twins.of(change.name()).stream()
                // The old column's checks are dropped.
                .filter(twin -> twin.kind() != TwinKind.CHECK)
                .map(TwinRecords.TwinRecord::retired)
                .filter(name -> jdbc.sql("""
                                select exists (
                                           select
                                             from pg_class
                                            where relname = :name
                                              and relnamespace = to_regnamespace(:schema))
                                    or exists (
                                           select
                                             from pg_statistic_ext
                                            where stxname = :name
                                              and stxnamespace = to_regnamespace(:schema))""")
                        .param("name", name.name().name())
                        .param("schema", name.schema().sql())
                        .query(Boolean.class)
                        .single())
                .map(Object::toString)
                .toList();
    }
}
