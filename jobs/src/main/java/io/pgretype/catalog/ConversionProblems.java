package io.pgretype.catalog;

import io.pgretype.change.Identifier;
import io.pgretype.change.Move;
import io.pgretype.change.QualifiedName;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What keeps a move from being carried out as its author wrote it. */
final class ConversionProblems {

    private ConversionProblems() {}

    static ProblemException wayBackMissing(Move move, OldColumn old) {
        boolean bareUuid = move.type().equals("uuid") && old.type().equals("character(32)");
        String spelled = move.newColumn().sql() + "::text";
        return new ProblemException(new Problem(
                ProblemCode.WAY_BACK_MISSING,
                "Column %s cannot be changed from %s to %s yet.".formatted(move.column(), old.type(), move.type()),
                "a %s can be spelled in several ways, and the change file does not say which".formatted(move.type()),
                Problem.NOTHING_CHANGED,
                "Add to the column: convert-back: \"%s\""
                        .formatted(bareUuid ? "replace(%s, '-', '')".formatted(spelled) : spelled)));
    }

    static ProblemException cuttingCast(Move move, OldColumn old) {
        return new ProblemException(new Problem(
                ProblemCode.CONVERSION_INVALID,
                "Column %s needs an explicit conversion to %s.".formatted(move.column(), move.type()),
                "a cast from %s to it silently cuts or rounds what does not fit".formatted(old.type()),
                Problem.NOTHING_CHANGED,
                "Add to the column, if that is what you want: convert: \"%s\"".formatted(move.convertOrCast())));
    }

    static ProblemException unknownType(QualifiedName table, Move move, @Nullable String observed) {
        return new ProblemException(
                TableProblems.typeUnknown(table, List.of("%s: %s".formatted(move.column(), observed))));
    }

    static ProblemException invalid(Move move, String expression, SQLException e) {
        return new ProblemException(
                new Problem(
                        ProblemCode.CONVERSION_INVALID,
                        "The conversion of column %s cannot be used: %s".formatted(move.column(), expression),
                        String.valueOf(e.getMessage()),
                        Problem.NOTHING_CHANGED,
                        "Correct 'convert:' or 'convert-back:' of the column."),
                e);
    }

    static ProblemException generatedColumn(Move move, Identifier generated) {
        return new ProblemException(new Problem(
                ProblemCode.CONVERSION_INVALID,
                "The conversion of column %s cannot read column %s.".formatted(move.column(), generated),
                "that one is generated, and when a row is written its value is computed after the mirror has run",
                Problem.NOTHING_CHANGED,
                "Write into 'convert:' or 'convert-back:' what %s is generated from.".formatted(generated)));
    }

    static ProblemException bySetting(Move move, OldColumn old, String expression, SQLException e) {
        DecidingSetting setting = DecidingSetting.of("%s, %s, %s".formatted(old.type(), move.type(), expression));
        return new ProblemException(
                new Problem(
                        ProblemCode.CONVERSION_BY_SETTING,
                        "The conversion of column %s cannot be used: %s".formatted(move.column(), expression),
                        "its result depends on " + setting.text() + ", so two sessions could give different values",
                        Problem.NOTHING_CHANGED,
                        setting.wayOut(move.column().sql())),
                e);
    }
}
