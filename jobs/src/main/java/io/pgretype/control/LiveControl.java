package io.pgretype.control;

import io.pgretype.change.ChangeFiles;
import io.pgretype.change.Limit;
import io.pgretype.change.Limits;
import io.pgretype.ledger.Controls.Asked;
import io.pgretype.ledger.Controls.Wish;
import io.pgretype.ledger.Events;
import io.pgretype.ledger.Lease;
import io.pgretype.ledger.LeaseHolder;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.LedgerEntry;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What operators ask of a change from another process; needs no lease. For changes that are open. */
public final class LiveControl {

    private final Ledger ledger;

    public LiveControl(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * What a pause has come upon.
     *
     * @param pausedBefore the pause that was there already and goes on
     * @param worker who works on the change just now
     */
    public record Paused(Optional<Wish> pausedBefore, Optional<LeaseHolder> worker) {}

    /**
     * A limit and where it comes from.
     *
     * @param value empty: no limit
     * @param origin in words
     */
    public record InForce(Limit limit, OptionalLong value, String origin) {}

    /** @throws ProblemException {@code change-unknown}, {@code wrong-phase} */
    public Paused pause(String change) {
        Optional<Wish> before = read(change).pause();
        if (ledger.controls().pause(change)) {
            note(change, "pause", "");
        }
        return new Paused(before, Lease.holder(ledger.database(), change));
    }

    /**
     * Ends the pause; the pause that was there.
     *
     * @throws ProblemException {@code change-unknown}, {@code wrong-phase}
     */
    public Optional<Wish> resume(String change) {
        Optional<Wish> before = read(change).pause();
        if (ledger.controls().resume(change)) {
            note(change, "resume", "");
        }
        return before;
    }

    /**
     * Sets limits over those of the change file.
     *
     * @param reset takes back those that operators have set before
     * @throws ProblemException {@code change-unknown}, {@code wrong-phase}
     */
    public void limit(String change, boolean reset, Limits limits) {
        open(change);
        if (reset) {
            ledger.controls().resetLimits(change);
        }
        ledger.controls().limit(change, limits);
        note(change, "limit", text(reset, limits));
    }

    private void note(String change, String command, String detail) {
        ledger.events().note(change, Events.Kind.ASKED, command, detail);
    }

    /** As it was typed. */
    private static String text(boolean reset, Limits limits) {
        return Stream.concat(
                        reset ? Stream.of("--reset") : Stream.of(),
                        limits.set().entrySet().stream().map(limit -> "--%s %s"
                                .formatted(limit.getKey().key(), limit.getKey().text(limit.getValue()))))
                .collect(Collectors.joining(" "));
    }

    /**
     * All limits, as they count for the next chunk.
     *
     * @throws ProblemException {@code change-unknown}, {@code wrong-phase}
     */
    public List<InForce> limits(String change) {
        LedgerEntry entry = open(change);
        Limits ofFile = ChangeFiles.parse(change, "the ledger's copy of " + change, entry.definition())
                .settings()
                .limits();
        Asked asked = ledger.controls().read(change);
        return Arrays.stream(Limit.values())
                .map(limit -> new InForce(limit, ofFile.with(asked.limits()).get(limit), origin(limit, ofFile, asked)))
                .toList();
    }

    private static String origin(Limit limit, Limits ofFile, Asked asked) {
        Wish wish = asked.wishes().get(limit);
        if (wish != null) {
            return "operator " + wish.who();
        }
        return ofFile.set().containsKey(limit) ? "change file" : "default";
    }

    private Asked read(String change) {
        open(change);
        return ledger.controls().read(change);
    }

    /** The ledger may be older than this release. */
    private LedgerEntry open(String change) {
        LedgerEntry entry = ledger.known(change);
        if (!entry.phase().isOpen()) {
            throw new ProblemException(new Problem(
                    ProblemCode.WRONG_PHASE,
                    "Nothing of change %s can run now.".formatted(change),
                    "it is " + entry.phase().text(),
                    Problem.NOTHING_CHANGED,
                    "Type: ./pgretype status"));
        }
        ledger.schema().install();
        return entry;
    }
}
