package io.pgretype.problem;

import java.util.List;
import java.util.stream.Collectors;

/** Carries one or more problems up to the person or the scheduler that started the command. */
public final class ProblemException extends RuntimeException {

    private final transient List<Problem> problems;

    public ProblemException(List<Problem> problems) {
        super(problems.stream().map(Problem::text).collect(Collectors.joining(System.lineSeparator())));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("at least one problem");
        }
        this.problems = List.copyOf(problems);
    }

    public ProblemException(Problem problem) {
        this(List.of(problem));
    }

    public ProblemException(Problem problem, Throwable cause) {
        this(List.of(problem));
        initCause(cause);
    }

    /** Nothing where there is none. */
    public static void throwIfAny(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }

    public List<Problem> problems() {
        return problems;
    }

    /** All problems of one exception have the same way out, so the first decides. */
    public ExitStatus exitStatus() {
        return problems.get(0).code().exitStatus();
    }
}
