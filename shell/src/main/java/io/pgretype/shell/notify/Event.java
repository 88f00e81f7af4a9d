package io.pgretype.shell.notify;

import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.ProblemCode;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What somebody is told of. */
enum Event {
    PHASE_DONE,
    /** A hold lasts longer than it should. */
    HOLDING,
    /** A hold that was told is over. */
    WENT_ON,
    FAILED,
    /** Nothing goes on before a person has done something. */
    WAITING;

    /** Refused or not finished, but the next run may find it otherwise without anybody's doing. */
    private static final Set<ProblemCode> PASSES = EnumSet.of(
            ProblemCode.SOAKING,
            ProblemCode.WRAPAROUND_AUTOVACUUM,
            ProblemCode.BUSY,
            ProblemCode.OUTSIDE_WINDOW,
            ProblemCode.STOPPED,
            ProblemCode.LOCK_NOT_GRANTED,
            ProblemCode.ROWS_LEFT,
            ProblemCode.TABLE_REWRITTEN,
            ProblemCode.MIRROR_AWAY,
            ProblemCode.VALUES_MISSING);

    /** Empty for what nobody need be told. */
    static Optional<Event> of(ProblemCode code) {
        if (PASSES.contains(code)) {
            return Optional.empty();
        }
        ExitStatus status = code.exitStatus();
        return Optional.of(status == ExitStatus.FAILED || status == ExitStatus.OUTCOME_UNKNOWN ? FAILED : WAITING);
    }

    /** As it is written: {@code phase-done}. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
