package io.pgretype.preflight;

import io.pgretype.catalog.TableProblems;
import io.pgretype.change.Move;
import io.pgretype.change.TableChange;
import io.pgretype.problem.Problem;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The new type does not parse, does not exist, or is none that a column can have. */
final class TypeUnknown {

    private static final String IS_USABLE = """
            select exists (
                select
                  from pg_type as type
                 where type.oid = to_regtype(:type)
                   and type.typtype <> 'p'
                   and type.typisdefined)""";

    private TypeUnknown() {}

    static List<Problem> refusals(TableChange table, JdbcClient jdbc) {
        List<String> unknown = table.moves().stream()
                .flatMap(move -> complaint(move, jdbc).stream())
                .toList();
        return unknown.isEmpty() ? List.of() : List.of(TableProblems.typeUnknown(table.table(), unknown));
    }

    private static Optional<String> complaint(Move move, JdbcClient jdbc) {
        try {
            boolean usable = jdbc.sql(IS_USABLE)
                    .param("type", move.typeAlone())
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
