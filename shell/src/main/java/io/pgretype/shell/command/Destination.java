package io.pgretype.shell.command;

import static io.pgretype.ledger.PhaseCommand.BACKFILL;
import static io.pgretype.ledger.PhaseCommand.CONTRACT;
import static io.pgretype.ledger.PhaseCommand.CUTOVER;
import static io.pgretype.ledger.PhaseCommand.EXPAND;
import static io.pgretype.ledger.PhaseCommand.HARDEN;
import static io.pgretype.ledger.PhaseCommand.VERIFY;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import java.util.List;
import java.util.Locale;

/** Where {@code advance --to} may lead: forward only. */
final class Destination {

    private static final List<PhaseCommand> FORWARD = List.of(EXPAND, BACKFILL, HARDEN, VERIFY, CUTOVER, CONTRACT);

    static final List<String> NAMES = FORWARD.stream().map(PhaseCommand::text).toList();

    private Destination() {}

    /**
     * Takes the command that leads there or the phase it leads to: {@code verify}, {@code verified}, {@code cut-over}.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    static Phase parse(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        return FORWARD.stream()
                .filter(command -> command.text().equals(word)
                        || command.to().text().equals(word.replace('-', ' ').replace('_', ' ')))
                .map(PhaseCommand::to)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("'%s' is none of %s".formatted(text, String.join(", ", NAMES))));
    }
}
