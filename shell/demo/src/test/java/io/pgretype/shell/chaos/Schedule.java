package io.pgretype.shell.chaos;

import io.pgretype.ledger.PhaseCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * A whole change, and what happens to each of its commands. The seed says all of it but what the processes happen to do
 * just then.
 *
 * @param definition what the change file says beside table and column
 */
record Schedule(long seed, String definition, List<Act> acts) {

    /** One command, and what happens to it; the n-th fault meets the n-th time that it is typed. */
    record Act(PhaseCommand command, List<Fault> faults) {

        @Override
        public String toString() {
            return "  %s: %s".formatted(command.text(), faults.isEmpty() ? "undisturbed" : faults);
        }
    }

    static Schedule of(long seed) {
        RandomGenerator random = new Random(seed);
        String definition = """
                order: %s
                autovacuum: %s
                soak: 0s
                limits: {workers: %d, lock-deadline: 20s}
                """.formatted(
                random.nextBoolean() ? "key" : "block", random.nextBoolean() ? "keep" : "after", 1 + random.nextInt(3));
        return new Schedule(
                seed,
                definition,
                commands(random).stream()
                        .map(command -> new Act(command, faults(random, command)))
                        .toList());
    }

    /** Each command's process is killed once, at whatever it does just then. */
    static Schedule killing(long seed, List<PhaseCommand> commands) {
        RandomGenerator random = new Random(seed);
        return new Schedule(
                seed,
                "soak: 0s",
                commands.stream()
                        .map(command -> new Act(command, List.of(Fault.of(FaultKind.KILL, random))))
                        .toList());
    }

    private static List<PhaseCommand> commands(RandomGenerator random) {
        List<PhaseCommand> forward = List.of(
                PhaseCommand.EXPAND,
                PhaseCommand.BACKFILL,
                PhaseCommand.HARDEN,
                PhaseCommand.VERIFY,
                PhaseCommand.CUTOVER);
        List<PhaseCommand> all = new ArrayList<>();
        int way = random.nextInt(10);
        if (way < 2) {
            all.addAll(forward.subList(0, 1 + random.nextInt(4)));
            all.add(PhaseCommand.ABANDON);
            return all;
        }
        all.addAll(forward);
        if (way < 5) {
            all.addAll(List.of(PhaseCommand.ROLLBACK, PhaseCommand.VERIFY, PhaseCommand.CUTOVER));
        }
        if (way == 5) {
            all.addAll(List.of(PhaseCommand.ROLLBACK, PhaseCommand.ABANDON));
            return all;
        }
        all.add(PhaseCommand.CONTRACT);
        return all;
    }

    private static List<Fault> faults(RandomGenerator random, PhaseCommand command) {
        int number =
                switch (random.nextInt(10)) {
                    case 0, 1 -> 0;
                    case 2, 3 -> 2;
                    default -> 1;
                };
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            faults.add(Fault.random(random, command));
        }
        return faults;
    }

    /** Whether the column has its new type at the end. */
    boolean endsContracted() {
        return acts.get(acts.size() - 1).command() == PhaseCommand.CONTRACT;
    }

    @Override
    public String toString() {
        return "seed %d: %s%n%s"
                .formatted(
                        seed,
                        definition.strip().replace("\n", ", "),
                        acts.stream().map(Act::toString).collect(Collectors.joining(System.lineSeparator())));
    }
}
