package io.pgretype.lint.migration;

import io.pgretype.lint.script.BackslashCommand;
import io.pgretype.lint.script.SqlScript;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Gathers steps in the order in which they are added, and what was not looked into. */
final class PlanBuilder {

    private final List<Step> steps = new ArrayList<>();
    private final List<Unresolved> unresolved = new ArrayList<>();

    void step(String key, Step.Kind kind, SourceFile file, Transactions transactions, SqlScript script) {
        step(key, kind, file, 1, file.text(), transactions, script);
    }

    /** Only what runs must stay as it is: a tool that keeps no checksum of its files, or of what it runs. */
    void statements(
            String key, Step.Kind kind, SourceFile file, int line, Transactions transactions, SqlScript script) {
        String text = script.statements().stream()
                .map(statement -> statement.sql() + statement.data().orElse(""))
                .collect(Collectors.joining(";\n"));
        step(key, kind, file, line, transactions + "\n" + text, transactions, script);
    }

    private void step(
            String key,
            Step.Kind kind,
            SourceFile file,
            int line,
            String text,
            Transactions transactions,
            SqlScript script) {
        Migration migration = new Migration(file.file(), transactions, script.statements(), script.leftover());
        steps.add(new Step(key, kind, line, text.lines().collect(Collectors.joining("\n")), migration));
        script.commands().stream().filter(command -> !command.harmless()).forEach(command -> unresolved(file, command));
    }

    private void unresolved(SourceFile file, BackslashCommand command) {
        unresolved(file, command.line(), command.text() + ": " + command.reason());
    }

    void unresolved(SourceFile file, int line, String reason) {
        unresolved.add(new Unresolved(file.file(), line, reason, true));
    }

    Plan build() {
        return new Plan(steps, unresolved);
    }
}
