package io.pgretype.problem;

/** The exit statuses of the command line; they are promises to cron and Kubernetes. */
public enum ExitStatus {
    /** Done, or nothing to do. */
    DONE(0),
    /** The command line or the change file is wrong. */
    USAGE(2),
    /** Preflight or a gate refused; nothing was changed. */
    REFUSED(3),
    /** Held, paused, stopped, or busy in another process. */
    UNFINISHED(4),
    /** Failed; the same command is safe to run again. */
    FAILED(5),
    /** A person must look: the outcome is not known. */
    OUTCOME_UNKNOWN(6);

    private final int number;

    ExitStatus(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
