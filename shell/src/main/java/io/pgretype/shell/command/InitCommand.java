package io.pgretype.shell.command;

import io.pgretype.change.ChangeFiles;
import io.pgretype.change.Identifier;
import io.pgretype.change.QualifiedName;
import io.pgretype.database.Database;
import io.pgretype.init.Candidates;
import io.pgretype.init.Candidates.Candidate;
import io.pgretype.init.Init;
import io.pgretype.init.Init.Written;
import io.pgretype.phase.Outcome;
import io.pgretype.problem.ProblemException;
import io.pgretype.shell.line.Argument;
import io.pgretype.shell.line.BadLine;
import io.pgretype.shell.line.Invocation;
import io.pgretype.shell.line.OperatorCommand;
import io.pgretype.shell.line.Option;
import io.pgretype.shell.line.Syntax;
import io.pgretype.shell.session.Screen;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;

/** {@code init}: writes a first change file. */
public final class InitCommand extends OperatorCommand {

    private static final String TABLE = "table";
    private static final String COLUMN = "column";
    private static final String TYPE = "type";

    private final ObjectProvider<Database> database;
    private final ChangeFiles files;

    public InitCommand(ObjectProvider<Database> database, ChangeFiles files, Screen screen) {
        super(
                new Syntax(
                        "init",
                        "writes a first change file; changes nothing in the database",
                        Argument.NEW_CHANGE,
                        List.of(
                                option(
                                        TABLE,
                                        "TABLE",
                                        "as SQL spells it; without a schema, in public",
                                        text -> QualifiedName.parse(text).sql()),
                                option(
                                        COLUMN,
                                        "COLUMN",
                                        "as SQL spells it; what references it comes along",
                                        text -> Identifier.parse(text).sql()),
                                option(TYPE, "TYPE", "the new type, as SQL spells it", UnaryOperator.identity())),
                        Syntax.Group.PHASES,
                        "./pgretype init --table public.orders --column id --type bigint"),
                screen);
        this.database = database;
        this.files = files;
    }

    private static Option option(String name, String placeholder, String description, UnaryOperator<String> check) {
        return Option.valued(name, placeholder, description, check, List.of());
    }

    @Override
    protected Outcome run(Invocation invocation) {
        QualifiedName table = QualifiedName.parse(invocation.value(TABLE).orElseThrow(() -> missing(TABLE, columns())));
        Identifier column = Identifier.parse(invocation.value(COLUMN).orElseThrow(() -> missing(COLUMN, columns())));
        String type = invocation.value(TYPE).orElseThrow(() -> missing(TYPE, type(table, column)));
        Written written = new Init(files, database.getObject()).write(invocation.argument(), table, column, type);
        return Outcome.done(List.of(
                "%s is written.".formatted(written.file()), "next: ./pgretype plan %s".formatted(written.change())));
    }

    /** Each with the line that writes its change file. */
    private String columns() {
        List<Candidate> candidates = candidates().nearestToTheirEnd();
        return candidates.isEmpty()
                ? "Type: ./pgretype init --table orders --column id --type bigint"
                : candidates.stream()
                        .map(candidate -> "%s  # %d %% of its numbers are used"
                                .formatted(
                                        line(candidate.table(), candidate.column(), candidate.type()),
                                        candidate.used()))
                        .collect(Collectors.joining(
                                "\n            ", "Name table, column and type, for example:\n            ", ""));
    }

    private String type(QualifiedName table, Identifier column) {
        Optional<String> proposed = candidates().type(table.sql(), column.name());
        return "Type: " + line(table.sql(), column.sql(), proposed.orElse("TYPE"));
    }

    private Candidates candidates() {
        return new Candidates(database.getObject().jdbc());
    }

    private static String line(String table, String column, String type) {
        return "./pgretype init --table %s --column %s --type %s".formatted(quoted(table), quoted(column), type);
    }

    /** As a shell takes it for one word. */
    private static String quoted(String word) {
        return word.matches("[\\w.]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static ProblemException missing(String option, String next) {
        return new BadLine("--%s is missing".formatted(option), next).problem();
    }
}
