package io.pgretype.preflight;

import io.pgretype.catalog.EmptyCopy;
import io.pgretype.catalog.PlainStatement;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.database.Database;
import io.pgretype.database.ServerRefusal;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Says to the server what the phases will say, from expand to contract and all the way back, but of an empty copy of the
 * table, in a transaction that is rolled back: so no later phase is the first to find out what the server, an extension or
 * an event trigger does not take. (Conversions, twins and defaults are tried where they are read.)
 */
final class Trial {

    private static final int SHOWN = 120;

    private final JdbcClient jdbc;
    private final PlainStatement plain;
    private final Database database;

    Trial(Database database) {
        this.jdbc = database.jdbc();
        this.plain = new PlainStatement(database);
        this.database = database;
    }

    private record Part(PhaseCommand phase, Supplier<List<String>> statements) {}

    /** The first statement that fails; empty if all work. The table must be as it was before expand. */
    Optional<Problem> problem(String change, TableUnderChange table) {
        return database.rolledBack(() -> {
            EmptyCopy.make(plain, table.name(), List.of());
            TrialStatements statements = new TrialStatements(jdbc, table);
            return Stream.of(
                            new Part(PhaseCommand.EXPAND, statements::expand),
                            new Part(PhaseCommand.HARDEN, statements::harden),
                            new Part(PhaseCommand.CUTOVER, statements::cutover),
                            new Part(PhaseCommand.CONTRACT, statements::contract),
                            new Part(PhaseCommand.ROLLBACK, statements::rollback),
                            new Part(PhaseCommand.ABANDON, statements::abandon))
                    .flatMap(part -> problem(change, table, part).stream())
                    .findFirst();
        });
    }

    private Optional<Problem> problem(String change, TableUnderChange table, Part part) {
        for (String statement : part.statements().get()) {
            try {
                plain.run(statement);
            } catch (DataAccessException e) {
                return Optional.of(problem(change, table, part.phase(), statement, e));
            }
        }
        return Optional.empty();
    }

    private static Problem problem(
            String change, TableUnderChange table, PhaseCommand phase, String statement, DataAccessException e) {
        SQLException refusal = ServerRefusal.of(e).error();
        return new Problem(
                ProblemCode.STATEMENT_REFUSED,
                "%s would fail: the server does not accept one of its statements for %s."
                        .formatted(phase.text(), table.name()),
                "%s: %s".formatted(shown(change, table, statement), refusal.getMessage()),
                Problem.NOTHING_CHANGED,
                "Remove what refuses it, such as an event trigger that does not let this role pass; then run the same"
                        + " command again.");
    }

    /** As the phase would say it, cut where it gets long. */
    private static String shown(String change, TableUnderChange table, String statement) {
        String line = statement
                .replaceAll("\\s+", " ")
                .replace(EmptyCopy.NAME.sql(), table.name().sql())
                .replace(TrialStatements.CHANGE, change);
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + " …";
    }
}
