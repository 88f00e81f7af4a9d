package io.pgretype.lint;

import io.pgretype.lint.migration.ChangedMigration;
import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.rule.Rule;
import io.pgretype.lint.rule.Rules;
import java.util.Optional;

/** Migrations that had run before the branch, and that it touches. */
final class Edits {

    private Edits() {}

    static Finding finding(ChangedMigration changed) {
        Rule rule = Rules.of("migration-edited");
        String observed =
                switch (changed.how()) {
                    case EDITED -> "The base branch has it with another text.";
                    case RENAMED -> "The base branch has it under this name, and this branch under another.";
                    case DELETED -> "The base branch has it, and this branch does not.";
                };
        return new Finding(
                rule,
                changed.file(),
                changed.line(),
                "",
                observed,
                rule.consequence(),
                rule.wayOut(),
                Optional.empty());
    }
}
