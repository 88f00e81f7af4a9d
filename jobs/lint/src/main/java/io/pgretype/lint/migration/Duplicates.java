package io.pgretype.lint.migration;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Two files with one version: every tool refuses to run at all. */
final class Duplicates {

    private Duplicates() {}

    static void refuse(List<SourceFile> files, Function<SourceFile, String> version) {
        Map<String, SourceFile> seen = new HashMap<>();
        for (SourceFile file : files) {
            SourceFile other = seen.put(version.apply(file), file);
            if (other != null) {
                throw new ProblemException(new Problem(
                        ProblemCode.MIGRATIONS_INVALID,
                        "The migrations cannot be put in order.",
                        "%s and %s have the same version, %s".formatted(other.file(), file.file(), version.apply(file)),
                        Problem.NOTHING_CHANGED,
                        "Give the newer one the next version."));
            }
        }
    }
}
