package io.pgretype.apply;

import io.pgretype.ledger.AppliedFiles.PartKey;
import io.pgretype.lint.migration.Migration;
import io.pgretype.lint.migration.Transactions;
import io.pgretype.lint.script.Statement;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** Groups the statements of one file into the transactions in which its tool would run them. */
final class Parts {

    private final String file;
    private final List<Part> parts = new ArrayList<>();
    private final List<Statement> settings = new ArrayList<>();

    private Parts(String file) {
        this.file = file;
    }

    /**
     * In their order.
     *
     * @param migrations all of that file
     * @throws ProblemException {@code migration-not-applicable}
     */
    static List<Part> of(String file, List<Migration> migrations) {
        Parts parts = new Parts(file);
        migrations.forEach(parts::add);
        return List.copyOf(parts.parts);
    }

    private void add(Migration migration) {
        List<Statement> statements = migration.statements();
        boolean whole = migration.transactions() == Transactions.ONE
                || (migration.transactions() == Transactions.ONE_STRING && statements.size() > 1);
        if (whole) {
            refuseControl(statements);
            together(statements);
        } else {
            oneByOne(statements);
        }
    }

    private void refuseControl(List<Statement> statements) {
        for (Statement statement : statements) {
            Command command = new Command(statement);
            if (command.begins() || command.commits()) {
                throw refused(statement, "its tool runs it in a transaction already");
            }
        }
    }

    private void oneByOne(List<Statement> statements) {
        List<Statement> open = new ArrayList<>();
        boolean isOpen = false;
        for (Statement statement : statements) {
            Command command = new Command(statement);
            if (command.begins()) {
                if (isOpen) {
                    throw refused(statement, "a transaction was begun before");
                }
                isOpen = true;
            } else if (command.commits()) {
                if (!isOpen) {
                    throw refused(statement, "no transaction was begun before");
                }
                together(open);
                open.clear();
                isOpen = false;
            } else if (isOpen) {
                open.add(statement);
            } else if (command.isSetting()) {
                settings.add(statement);
            } else {
                refuseBeyondUs(statement, command);
                add(command.way(), List.of(statement));
            }
        }
        if (isOpen) {
            throw refused(statements.get(statements.size() - 1), "a transaction is begun that does not end");
        }
    }

    private void together(List<Statement> statements) {
        boolean isLong = !statements.isEmpty();
        for (Statement statement : statements) {
            Command command = new Command(statement);
            refuseBeyondUs(statement, command);
            if (command.way().isOutside()) {
                throw refused(statement, "it cannot run in a transaction, and its tool runs it in one");
            }
            isLong &= command.way() == Way.LONG || command.isSetting();
        }
        if (!statements.isEmpty()) {
            add(isLong ? Way.LONG : Way.SHORT, statements);
            statements.stream()
                    .filter(statement -> new Command(statement).isSetting())
                    .forEach(settings::add);
        }
    }

    private void add(Way way, List<Statement> statements) {
        PartKey key = new PartKey(file, parts.size() + 1, statements.get(0).line());
        parts.add(new Part(key, way, settings, statements));
    }

    private void refuseBeyondUs(Statement statement, Command command) {
        if (command.isBeyondUs()) {
            throw refused(
                    statement, "a transaction can be repeated only if it is begun and committed, without options");
        }
    }

    private ProblemException refused(Statement statement, String reason) {
        return new ProblemException(new Problem(
                ProblemCode.MIGRATION_NOT_APPLICABLE,
                "%s:%d cannot be applied.".formatted(file, statement.line()),
                "%s: %s".formatted(Text.oneLine(statement.sql()), reason),
                Problem.NOTHING_CHANGED,
                "Write it in another file, or run this one with its own tool."));
    }
}
