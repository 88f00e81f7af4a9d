package io.pgretype.lint.rule;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a rule found in one statement.
 *
 * @param statement its text; empty where the finding is of the whole file
 * @param observed what the server did or said: the lock, the table, its message
 * @param consequence what that means, for whom, for how long
 * @param wayOut the safe way, written out for this statement
 * @param changeFile the change file for pgretype, ready to save, where that is the safe way
 */
public record Finding(
        Rule rule,
        Path file,
        int line,
        String statement,
        String observed,
        String consequence,
        String wayOut,
        Optional<String> changeFile) {}
