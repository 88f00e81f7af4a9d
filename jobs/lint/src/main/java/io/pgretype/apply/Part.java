package io.pgretype.apply;

import io.pgretype.ledger.AppliedFiles.PartKey;
import io.pgretype.lint.script.Statement;
import java.util.List;

/**
 * What of a file is done or not: a transaction, or a statement outside one.
 *
 * @param key by which the ledger knows it
 * @param settings the statements of earlier parts that set something for the rest of the session
 * @param statements at least one; just one outside a transaction
 */
record Part(PartKey key, Way way, List<Statement> settings, List<Statement> statements) {

    Part {
        settings = List.copyOf(settings);
        statements = List.copyOf(statements);
    }

    /** For people: {@code V2__note.sql:3}. */
    String name() {
        return "%s:%d".formatted(key.file(), key.line());
    }

    Part in(Way other) {
        return new Part(key, other, settings, statements);
    }
}
