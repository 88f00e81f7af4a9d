package io.pgretype.cutover;

import io.pgretype.catalog.Direction;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.Change;
import io.pgretype.change.Durations;
import io.pgretype.compare.NotVerified;
import io.pgretype.compare.WitnessCheck;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.Verifications.Latest;
import io.pgretype.mirror.MirrorMark;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All rows must have been compared: to the end, without a mismatch, not too long ago, with the mirror in its place ever
 * since and nothing that the witness has noted. A verification is in the ledger only once all its partitions have ended,
 * so one that is there is complete.
 */
final class VerificationGate implements Gate {

    private final Ledger ledger;
    private final MirrorMark mark;
    private final WitnessCheck witness;

    VerificationGate(Ledger ledger) {
        this.ledger = ledger;
        this.mark = new MirrorMark(ledger.database().jdbc());
        this.witness = new WitnessCheck(ledger);
    }

    @Override
    public List<Problem> problems(Change change, TableUnderChange table) {
        Duration limit = change.settings().verifiedWithin();
        Optional<Latest> found = ledger.verifications().latest(change.name(), Direction.FORWARD);
        if (found.isEmpty()) {
            return List.of(notVerified(change, "they were never compared"));
        }
        Latest latest = found.get();
        if (latest.mismatches() > 0) {
            return List.of(notVerified(
                    change, "the last verification found %d mismatches, limit 0".formatted(latest.mismatches())));
        }
        if (latest.age().compareTo(limit) > 0) {
            return List.of(notVerified(
                    change,
                    "the last verification began %s ago, the limit is %s"
                            .formatted(Durations.text(latest.age()), Durations.text(limit))));
        }
        Optional<String> then =
                ledger.verifications().mirrorMark(latest.run(), table).filter(MirrorMark::hasWitness);
        Optional<String> now = mark.of(change.name(), table, Direction.FORWARD);
        if (then.isPresent() && now.isPresent() && MirrorMark.differInLabelsOnly(then.get(), now.get())) {
            return List.of(
                    notVerified(change, "a label of an enum was renamed or added since, and it is another text now"));
        }
        if (!then.equals(now)) {
            return List.of(mirrorTouched(change, table, latest));
        }
        return witness.problem(change.name(), table, Direction.FORWARD).stream().toList();
    }

    private static Problem notVerified(Change change, String observed) {
        return NotVerified.problem(change.name(), observed, "Type: ./pgretype verify %s".formatted(change.name()));
    }

    private Problem mirrorTouched(Change change, TableUnderChange table, Latest latest) {
        return new Problem(
                ProblemCode.MIRROR_TOUCHED,
                "The mirror of %s was touched since the rows were compared.".formatted(table.name()),
                ledger.verifications()
                                .mirrorMark(latest.run(), table)
                                .filter(MirrorMark::hasWitness)
                                .isPresent()
                        ? "it is not the one that was there when the verification began, %s ago; what was written while"
                                        .formatted(Durations.text(latest.age()))
                                + " it was away was not mirrored"
                        : "the last verification, by an older release, did not note how the mirror stood",
                Problem.NOTHING_CHANGED,
                "Type: ./pgretype verify --repair %s".formatted(change.name()));
    }
}
