package io.pgretype.lint.migration;

import io.pgretype.lint.script.Allowance;
import io.pgretype.lint.script.Statement;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a tool runs as one step: a file, or a changeset of one.
 *
 * @param file as it was found, for messages relative to the directory that the user is in
 * @param leftover allowances after the last statement, which are for none
 * @param ranBefore a file of a higher version that had run, where the tool goes by versions
 */
public record Migration(
        Path file,
        Transactions transactions,
        List<Statement> statements,
        List<Allowance> leftover,
        Optional<Path> ranBefore) {

    public Migration {
        statements = List.copyOf(statements);
        leftover = List.copyOf(leftover);
    }

    public Migration(Path file, Transactions transactions, List<Statement> statements, List<Allowance> leftover) {
        this(file, transactions, statements, leftover, Optional.empty());
    }

    public Migration(Path file, Transactions transactions, List<Statement> statements) {
        this(file, transactions, statements, List.of());
    }

    Migration after(Path higher) {
        return new Migration(file, transactions, statements, leftover, Optional.of(higher));
    }
}
