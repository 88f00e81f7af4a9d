package io.pgretype.apply;

import io.pgretype.ledger.AppliedFiles.AppliedFile;
import io.pgretype.lint.migration.Migration;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A file that is to be applied.
 *
 * @param name as the ledger knows it: from the directory in which the command is typed, with slashes
 * @param hash of its text
 * @param migrations its tool's steps, in their order
 */
record Script(String name, String hash, List<Migration> migrations, List<Part> parts) {

    Script {
        migrations = List.copyOf(migrations);
        parts = List.copyOf(parts);
    }

    static Script of(Path directory, Path file, String text, List<Migration> migrations) {
        Path path = directory.resolve(file).normalize();
        Path shown = path.startsWith(directory) ? directory.relativize(path) : path;
        String name = shown.toString().replace('\\', '/');
        return new Script(name, hash(text), migrations, Parts.of(name, migrations));
    }

    /** Flyway's repeatable ones are run again where they were edited after they were done. */
    boolean runsAgain(AppliedFile known) {
        boolean repeatable = name.substring(name.lastIndexOf('/') + 1).startsWith("R__");
        return repeatable && known.finished() && !known.hash().equals(hash);
    }

    boolean isDone(AppliedFile known) {
        return known.finished() && !runsAgain(known);
    }

    /** @throws ProblemException {@code migration-edited} */
    void refuseEdited(AppliedFile known) {
        if (!known.hash().equals(hash) && !runsAgain(known)) {
            throw new ProblemException(new Problem(
                    ProblemCode.MIGRATION_EDITED,
                    "%s is not the file any more that was applied.".formatted(name),
                    known.finished()
                            ? "it was applied with another text"
                            : "it was begun with another text; %s of its parts are done"
                                    .formatted(known.done().size()),
                    Problem.NOTHING_CHANGED,
                    "Take its text back (git checkout -- %s), and write what is to change into a new file."
                            .formatted(name)));
        }
    }

    /** Line ends do not count: git changes them. */
    private static String hash(String text) {
        try {
            byte[] bytes = String.join("\n", text.lines().toList()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
