package io.pgretype.shell.demo;

import io.pgretype.ledger.PhaseCommand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A step of the demo.
 *
 * @param name what it is called, differently for a command that is run a second time
 * @param command as it is typed
 * @param again whether it belongs to the way back and there again, which a change usually does without
 */
record DemoStep(String name, String command, boolean again) {

    /** The cutover that stays. */
    static final String LAST_CUTOVER = "cutover again";

    static final DemoStep PLAN = new DemoStep("plan", "plan", false);
    static final DemoStep PROGRESS_CHECK = new DemoStep("progress-check", "progress-check", false);

    static final List<DemoStep> ALL = List.of(
            PLAN,
            first(PhaseCommand.EXPAND),
            first(PhaseCommand.BACKFILL),
            PROGRESS_CHECK,
            first(PhaseCommand.HARDEN),
            first(PhaseCommand.VERIFY),
            first(PhaseCommand.CUTOVER),
            new DemoStep("rollback", PhaseCommand.ROLLBACK.text(), true),
            new DemoStep("verify again", PhaseCommand.VERIFY.text(), true),
            new DemoStep(LAST_CUTOVER, PhaseCommand.CUTOVER.text(), true),
            first(PhaseCommand.CONTRACT));

    /** With keys the way back uses up what harden has made for them. */
    static final List<DemoStep> WITH_KEYS = withHardenAgain();

    private static List<DemoStep> withHardenAgain() {
        List<DemoStep> steps = new ArrayList<>(ALL);
        int rollback = steps.stream().map(DemoStep::command).toList().indexOf(PhaseCommand.ROLLBACK.text());
        steps.add(rollback + 1, new DemoStep("harden again", PhaseCommand.HARDEN.text(), true));
        return List.copyOf(steps);
    }

    private static DemoStep first(PhaseCommand command) {
        return new DemoStep(command.text(), command.text(), false);
    }

    /** Empty where it moves the change to no phase. */
    Optional<PhaseCommand> phase() {
        return Arrays.stream(PhaseCommand.values())
                .filter(phase -> command.equals(phase.text()))
                .findFirst();
    }

    /** Whether a prepared {@code select *} returns something else afterwards. */
    boolean changesColumns() {
        return phase().filter(PhaseCommand::changesColumns).isPresent();
    }
}
