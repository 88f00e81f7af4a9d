package io.pgretype.lock;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Looks, from a second connection, whom a waiting session waits for, and cancels them where that was asked. */
final class BlockerWatch {

    private static final Logger LOG = LoggerFactory.getLogger(BlockerWatch.class);

    /** To look makes the server's lock table stand still for an instant. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Blockers blockers;

    BlockerWatch(Blockers blockers) {
        this.blockers = blockers;
    }

    /** Ends the watch; nobody is told or cancelled after that. */
    interface Watching extends AutoCloseable {
        @Override
        void close();
    }

    /** Looks first when half the budget is over, then twice a second. */
    Watching watch(int pid, LockRequest request, Sightings sightings, LockObserver observer) {
        Look look = new Look(pid, request, sightings, observer);
        Lookout lookout = Lookout.post(request.budget().dividedBy(2), BETWEEN_LOOKS, look);
        return () -> {
            lookout.close();
            look.close();
        };
    }

    private final class Look implements Runnable {

        private final int pid;
        private final LockRequest request;
        private final Sightings sightings;
        private final LockObserver observer;
        private boolean closed;

        Look(int pid, LockRequest request, Sightings sightings, LockObserver observer) {
            this.pid = pid;
            this.request = request;
            this.sightings = sightings;
            this.observer = observer;
        }

        @Override
        public void run() {
            try {
                List<Blocker> found = blockers.of(pid, request.tables());
                if (!found.isEmpty()) {
                    tell(found);
                }
            } catch (DataAccessException e) {
                // Then the blockers stay unnamed; the attempt itself says what is wrong with the server.
                LOG.debug("could not look for blockers", e);
            }
        }

        /** Nothing if the watch is over: then the lock was granted, or given up, since we looked. */
        private synchronized void tell(List<Blocker> found) {
            if (!closed) {
                sightings.meet(found);
                observer.waitingFor("a lock of %s"
                        .formatted(found.stream().map(Blocker::text).collect(Collectors.joining(", "))));
                if (request.cancelsBlockers()) {
                    cancel(found);
                }
            }
        }

        private void cancel(List<Blocker> found) {
            for (Blocker blocker : sightings.cancellable(found)) {
                blockers.cancel(pid, blocker).ifPresent(cancellation -> sightings.tried(blocker, cancellation));
            }
        }

        /** Waits for a cancellation that is under way, so that none is missing from what is said of the lock. */
        synchronized void close() {
            closed = true;
        }
    }
}
