package io.pgretype.lint.judge;

import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.state.Relation;
import io.pgretype.lint.trace.Step;
import io.pgretype.lint.trace.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Two transactions of the migrations lock the same tables, each in another order. */
final class LockOrder {

    private record Place(Trace trace, Step step) {}

    private LockOrder() {}

    /** One a transaction at most: with three tables in another order there are three pairs, and one thing to do. */
    static Stream<Finding> in(List<Trace> traces) {
        Map<String, Place> seen = new HashMap<>();
        Set<Integer> told = new HashSet<>();
        List<Finding> findings = new ArrayList<>();
        for (Trace trace : traces) {
            for (Step step : trace.steps()) {
                List<Relation> held = HeldLocks.held(trace, step);
                for (Relation second : LocksWithoutTimeout.strong(trace, step)) {
                    // What it has already, it need not wait for.
                    if (held.stream().anyMatch(relation -> relation.oid() == second.oid())) {
                        continue;
                    }
                    for (Relation first : held) {
                        Place other = seen.get(second.oid() + " " + first.oid());
                        if (other != null
                                && other.step().transaction() != step.transaction()
                                && told.add(step.transaction())) {
                            findings.add(finding(trace, step, List.of(first, second), other));
                        }
                        seen.putIfAbsent(first.oid() + " " + second.oid(), new Place(trace, step));
                    }
                }
            }
        }
        return findings.stream();
    }

    private static Finding finding(Trace trace, Step step, List<Relation> inOrder, Place other) {
        return Report.of(
                        "lock-order",
                        "%s was locked after %s; %s:%d locks them the other way around"
                                .formatted(
                                        inOrder.get(1).name().sql(),
                                        inOrder.get(0).name().sql(),
                                        other.trace().migration().file(),
                                        other.step().statement().line()))
                .wayOut("Lock them in one order everywhere, or each in a transaction of its own:\ncommit;\n%s;"
                        .formatted(step.statement().sql()))
                .at(trace, step);
    }
}
