package io.pgretype.problem;

/**
 * One thing that stops pgretype, said in four parts, none of which holds a password: {@link Secrets}.
 *
 * @param code the stable name under which the runbook explains it
 * @param stopped what stopped
 * @param observed what was observed, against which limit
 * @param state what state that leaves
 * @param next what to type or do next
 */
public record Problem(ProblemCode code, String stopped, String observed, String state, String next) {

    /** The usual state after a refusal. */
    public static final String NOTHING_CHANGED = "Nothing was changed.";

    public Problem {
        stopped = Secrets.masked(stopped);
        observed = Secrets.masked(observed);
        state = Secrets.masked(state);
    }

    /** The message for people: four lines, the first with the code. */
    public String text() {
        return "[%s] %s%n  observed: %s%n  state:    %s%n  next:     %s"
                .formatted(code.key(), stopped, observed, state, next);
    }
}
