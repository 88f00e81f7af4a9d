package io.pgretype.phase;

import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.Problem;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a command ended.
 *
 * @param results lines for standard output
 * @param problems what stopped it; empty if nothing did
 * @param idle whether it ended well because there was nothing to do
 */
public record Outcome(ExitStatus exitStatus, List<String> results, List<Problem> problems, boolean idle) {

    public Outcome {
        results = List.copyOf(results);
        problems = List.copyOf(problems);
    }

    public Outcome(ExitStatus exitStatus, List<String> results, List<Problem> problems) {
        this(exitStatus, results, problems, false);
    }

    /** @param sentence says so */
    public static Outcome nothingToDo(String sentence) {
        return new Outcome(ExitStatus.DONE, List.of(sentence), List.of(), true);
    }

    public static Outcome done(List<String> results) {
        return new Outcome(ExitStatus.DONE, results, List.of());
    }

    public static Outcome stopped(List<String> results, List<Problem> problems) {
        return new Outcome(problems.get(0).code().exitStatus(), results, problems);
    }

    /** The same, with lines before its own. */
    public Outcome after(List<String> lines) {
        return new Outcome(
                exitStatus, Stream.concat(lines.stream(), results.stream()).toList(), problems, idle);
    }
}
