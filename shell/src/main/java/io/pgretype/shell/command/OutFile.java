package io.pgretype.shell.command;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command writes where its line says. */
final class OutFile {

    private OutFile() {}

    /**
     * Makes its directory too.
     *
     * @param option that names the file
     * @throws ProblemException {@code bad-command-line}
     */
    static void write(Path file, String text, String option) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            ProblemCode.BAD_COMMAND_LINE,
                            "The file of --%s cannot be written.".formatted(option),
                            "%s: %s".formatted(e.getClass().getSimpleName(), e.getMessage()),
                            Problem.NOTHING_CHANGED,
                            "Name a file that can be written by --%s.".formatted(option)),
                    e);
        }
    }
}
