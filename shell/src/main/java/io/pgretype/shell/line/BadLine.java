package io.pgretype.shell.line;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;

/** What is wrong with a line, and what to type instead. */
public record BadLine(String observed, String next) {

    public ProblemException problem() {
        return new ProblemException(new Problem(
                ProblemCode.BAD_COMMAND_LINE,
                "The command line is not understood.",
                observed,
                Problem.NOTHING_CHANGED,
                next));
    }
}
