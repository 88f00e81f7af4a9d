package io.pgretype.testkit;

import io.pgretype.ledger.Hold;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.progress.RunEnding;
import io.pgretype.progress.RunListener;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was told of runs, a line each. */
public final class ToldRuns implements RunListener {

    private final List<String> endings = new CopyOnWriteArrayList<>();
    private final List<String> holds = new CopyOnWriteArrayList<>();

    /** Since this was last asked: {@code expand, now expanded}; {@code cutover, now hardened: wrong-phase}. */
    public List<String> endings() {
        List<String> told = List.copyOf(endings);
        endings.clear();
        return told;
    }

    /** All that held: {@code backfill: max-lag 42s > 10s}; {@code backfill: nothing}. */
    public List<String> holds() {
        return List.copyOf(holds);
    }

    @Override
    public void held(String change, PhaseCommand command, Optional<Hold> hold) {
        holds.add("%s: %s".formatted(command.text(), hold.map(Hold::text).orElse("nothing")));
    }

    @Override
    public void ended(RunEnding ending) {
        String phase = ending.phase().map(Phase::text).orElse("unknown");
        String problems =
                ending.problems().stream().map(problem -> problem.code().key()).collect(Collectors.joining(", "));
        endings.add(Stream.of("%s, now %s".formatted(ending.command().text(), phase), problems)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(": ")));
    }

    @Override
    public void arrived(String change, Phase phase) {
        endings.add("arrived at " + phase.text());
    }
}
