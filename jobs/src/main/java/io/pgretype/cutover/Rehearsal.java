package io.pgretype.cutover;

import io.pgretype.ledger.Ledger;
import io.pgretype.lock.LockObserver;
import io.pgretype.lock.LockRequest;
import io.pgretype.lock.LockUse;
import io.pgretype.lock.LockedTransaction;
import io.pgretype.phase.Assignment;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Does the whole swap and rolls it back, as often as asked, to see how long the lock is waited for and held. A lock that
 * is not granted counts, and does not end it.
 */
final class Rehearsal {

    /** In budgets: the application works undisturbed for most of the time. */
    private static final int PAUSE = 10;

    private final Ledger ledger;
    private final LockedTransaction locked;
    private final Assignment assignment;
    private final String what;
    private final List<LockUse> uses = new ArrayList<>();
    private final List<Duration> holds = new ArrayList<>();
    private final List<Problem> notGranted = new ArrayList<>();

    /** @param what is swapped, for people; empty where it is all of the change */
    Rehearsal(Ledger ledger, Assignment assignment, String what) {
        this.what = what;
        this.ledger = ledger;
        this.locked = new LockedTransaction(ledger.database());
        this.assignment = assignment;
    }

    /** Thrown under the lock when all is done, so that the transaction is rolled back. */
    private static final class AllDone extends RuntimeException {

        private final transient LockUse use;
        private final long granted;

        AllDone(LockUse use, long granted) {
            super("rehearsed", null, false, false);
            this.use = use;
            this.granted = granted;
        }
    }

    void run(LockRequest request, Runnable swap) {
        once(request, swap);
        while (uses.size() < assignment.times()
                && !stopRequestedWithin(request.budget().multipliedBy(PAUSE))) {
            assignment.activity().doing("rehearsing, %d of %d".formatted(uses.size() + 1, assignment.times()));
            once(request, swap);
        }
        record();
        report();
    }

    private void once(LockRequest request, Runnable swap) {
        try {
            locked.run(
                    request,
                    use -> {
                        long granted = System.nanoTime();
                        swap.run();
                        throw new AllDone(use, granted);
                    },
                    new Observer());
        } catch (AllDone done) {
            uses.add(done.use);
            holds.add(Duration.ofNanos(System.nanoTime() - done.granted));
        } catch (ProblemException e) {
            Optional<Problem> problem = e.problems().stream()
                    .filter(one -> one.code() == ProblemCode.LOCK_NOT_GRANTED)
                    .findFirst();
            notGranted.add(problem.orElseThrow(() -> e));
        }
    }

    private final class Observer implements LockObserver {

        @Override
        public void waitingFor(@Nullable String what) {
            assignment.activity().waitingFor(what);
        }

        @Override
        public boolean stopRequested() {
            return assignment.stopRequested();
        }

        @Override
        public void notGranted(LockRequest request, LockUse use) {
            uses.add(use);
        }
    }

    /** One row of all of them: the longest wait and hold, everybody who was in the way. */
    private void record() {
        LockUse together = new LockUse(
                uses.stream().mapToInt(LockUse::attempts).sum(),
                uses.stream().map(LockUse::waited).max(Duration::compareTo).orElse(Duration.ZERO),
                latestOfEach(uses.stream().flatMap(use -> use.blockers().stream())),
                uses.stream().flatMap(use -> use.cancelled().stream()).toList());
        String purpose = times(uses.size(), "rehearsal", "rehearsals");
        holds.stream()
                .max(Duration::compareTo)
                .ifPresentOrElse(
                        longest -> ledger.lockLog().granted(assignment.run(), purpose, together, longest),
                        () -> ledger.lockLog().notGranted(assignment.run(), purpose, together));
        together.cancelled().forEach(who -> assignment.say("cancelled for a rehearsal: " + who));
    }

    private void report() {
        if (!notGranted.isEmpty()) {
            assignment.found(problem());
        }
        if (uses.size() == 1) {
            holds.forEach(hold ->
                    assignment.say("rehearsed: the swap%s works and was rolled back; %s, waited %d ms, held %d ms."
                            .formatted(
                                    what,
                                    times(uses.get(0).attempts(), "attempt", "attempts"),
                                    uses.get(0).waited().toMillis(),
                                    hold.toMillis())));
            return;
        }
        assignment.say(
                "rehearsed %d times: the swap%s worked and was rolled back %d times; %d times the lock was not granted."
                        .formatted(uses.size(), what, holds.size(), notGranted.size()));
        assignment.say("lock wait: "
                + Distribution.of(uses.stream().map(use -> use.waited().toMillis()))
                        .text(" ms"));
        if (!holds.isEmpty()) {
            assignment.say("lock hold: "
                    + Distribution.of(holds.stream().map(Duration::toMillis)).text(" ms"));
        }
        assignment.say("attempts: "
                + Distribution.of(uses.stream().map(use -> (long) use.attempts()))
                        .text(""));
    }

    private Problem problem() {
        Problem last = notGranted.get(notGranted.size() - 1);
        return new Problem(
                last.code(),
                uses.size() == 1
                        ? last.stopped()
                        : "%d of %s did not get their lock."
                                .formatted(notGranted.size(), times(uses.size(), "rehearsal", "rehearsals")),
                last.observed(),
                "A rehearsal changes nothing.",
                last.next());
    }

    /** Waits so long and up to half as long again, or until somebody asks for a stop. */
    private boolean stopRequestedWithin(Duration pause) {
        Duration more = Duration.ofNanos(ThreadLocalRandom.current().nextLong(pause.toNanos() / 2 + 1));
        try {
            return assignment.activity().stopRequestedWithin(pause.plus(more));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between rehearsals", e);
        }
    }

    /** A session that stays in the way is seen at every rehearsal, each time a little older. */
    private static List<String> latestOfEach(Stream<String> sessions) {
        Map<String, String> latest = new LinkedHashMap<>();
        sessions.forEach(session -> latest.put(session.split(" \\(", 2)[0], session));
        return List.copyOf(latest.values());
    }

    private static String times(int count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }
}
