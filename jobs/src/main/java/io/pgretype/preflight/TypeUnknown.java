package io.pgretype.preflight;

import io.pgretype.change.Move;
import io.pgretype.change.TableChange;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The new type does not parse, does not exist, or is none that a column can have. */
final class TypeUnknown {

    private TypeUnknown() {}

    static List<Problem> refusals(TableChange table, JdbcClient jdbc) {
        List<String> unknown = table.moves().stream()
                .flatMap(move -> complaint(move, jdbc).stream())
                .toList();
        return Refusal.of(
                ProblemCode.TYPE_UNKNOWN,
                "The new type of a column of %s is no type that a column can have.".formatted(table.table()),
                unknown,
                "Correct 'type:' in the change file; a type outside the search_path needs its schema, and this role"
                        + " USAGE on that.");
    }

    private static Optional<String> complaint(Move move, JdbcClient jdbc) {
        try {
            boolean usable = jdbc.sql("""
                            select exists (
                                select
                                  from pg_type as type
                                 where type.oid = to_regtype(:type)
                                   and type.typtype <> 'p'
                                   and type.typisdefined)""")
                    .param("type", move.type())
                    .query(Boolean.class)
                    .single();
            return usable
                    ? Optional.empty()
                    : Optional.of("%s: there is no type %s".formatted(move.column(), move.type()));
        } catch (BadSqlGrammarException | DataIntegrityViolationException e) {
            return Optional.of("%s: %s".formatted(move.column(), firstLine(e)));
        }
    }

    private static String firstLine(DataAccessException e) {
        return String.valueOf(e.getMostSpecificCause().getMessage())
                .lines()
                .findFirst()
                .orElse("");
    }
}
