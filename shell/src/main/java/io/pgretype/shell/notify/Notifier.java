package io.pgretype.shell.notify;

import io.pgretype.change.Durations;
import io.pgretype.ledger.Hold;
import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.problem.Problem;
import io.pgretype.progress.RunEnding;
import io.pgretype.progress.RunListener;
import io.pgretype.shell.notify.Notification.Fact;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds the words for what runs tell, and hands them on. */
public final class Notifier implements RunListener {

    /** The signal of a pause that somebody asked for. */
    private static final String PAUSED = "paused";

    private final Optional<LongHolds> holds;
    private final Origin origin;
    private final Consumer<Notification> receiver;

    public Notifier(NotifyTarget target, Origin origin, Webhook webhook) {
        this(
                target.holdsLongerThan().map(duration -> new LongHolds(duration, System::nanoTime)),
                origin,
                webhook::send);
    }

    /**
     * To somebody else.
     *
     * @param holds empty: none is told
     * @param receiver neither waits nor throws
     */
    Notifier(Optional<LongHolds> holds, Origin origin, Consumer<Notification> receiver) {
        this.holds = holds;
        this.origin = origin;
        this.receiver = receiver;
    }

    @Override
    public void held(String change, PhaseCommand command, Optional<Hold> hold) {
        holds.flatMap(known -> known.seen(change, hold.isPresent())).ifPresent(news -> {
            Map<Fact, Object> facts = about(change);
            facts.put(Fact.COMMAND, command.text());
            String lasted = Durations.text(news.lasted());
            if (hold.isEmpty()) {
                send(Event.WENT_ON, facts, "%s goes on after %s.".formatted(command.text(), lasted));
                return;
            }
            boolean paused = hold.get().signal().equals(PAUSED);
            facts.put(Fact.NEXT, "./pgretype %s %s".formatted(paused ? "resume" : "status", change));
            send(
                    Event.HOLDING,
                    facts,
                    "%s has been held for %s: %s."
                            .formatted(command.text(), lasted, hold.get().text()));
        });
    }

    @Override
    public void ended(RunEnding ending) {
        holds.ifPresent(known -> known.forget(ending.change()));
        Map<Fact, Object> facts = about(ending.change());
        facts.put(Fact.COMMAND, ending.command().text());
        facts.put(Fact.EXIT_STATUS, ending.status().number());
        ending.phase().ifPresent(phase -> facts.put(Fact.PHASE, phase.text()));
        if (ending.problems().isEmpty()) {
            ending.phase()
                    .filter(phase -> !phase.isOver())
                    .ifPresent(phase -> facts.put(
                            Fact.NEXT,
                            "./pgretype %s %s"
                                    .formatted(PhaseCommand.next(phase).text(), ending.change())));
            send(
                    Event.PHASE_DONE,
                    facts,
                    "%s is done%s."
                            .formatted(
                                    ending.command().text(),
                                    ending.phase()
                                            .map(phase -> "; the change is " + phase.text())
                                            .orElse("")));
            return;
        }
        Problem first = ending.problems().get(0);
        facts.put(Fact.PROBLEM, first.code().key());
        facts.put(Fact.NEXT, first.next());
        Event.of(first.code()).ifPresent(event -> send(event, facts, said(ending.problems())));
    }

    /** Without what was observed: that may hold values of rows, and statements of others. */
    private static String said(List<Problem> problems) {
        Problem first = problems.get(0);
        String more = problems.size() == 1 ? "" : " And %d more.".formatted(problems.size() - 1);
        return "[%s] %s%s %s".formatted(first.code().key(), first.stopped(), more, first.state());
    }

    @Override
    public void arrived(String change, Phase phase) {
        if (phase.isOver()) {
            return;
        }
        Map<Fact, Object> facts = about(change);
        facts.put(Fact.COMMAND, "advance");
        facts.put(Fact.PHASE, phase.text());
        facts.put(Fact.EXIT_STATUS, 0);
        facts.put(Fact.NEXT, "./pgretype next " + change);
        send(
                Event.WAITING,
                facts,
                "advance goes no further: the change is %s, and %s is for a person to begin."
                        .formatted(phase.text(), PhaseCommand.next(phase).text()));
    }

    private Map<Fact, Object> about(String change) {
        Map<Fact, Object> facts = new EnumMap<>(Fact.class);
        facts.put(Fact.CHANGE, change);
        facts.put(Fact.DATABASE, origin.database().get());
        facts.put(Fact.HOST, origin.host());
        facts.put(Fact.AT, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        return facts;
    }

    private void send(Event event, Map<Fact, Object> facts, String what) {
        String next = facts.containsKey(Fact.NEXT) ? "\nnext: " + facts.get(Fact.NEXT) : "";
        receiver.accept(new Notification(
                event,
                "%s at %s: %s%s".formatted(facts.get(Fact.CHANGE), facts.get(Fact.DATABASE), what, next),
                facts));
    }
}
