package io.pgretype.shell.command;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import java.util.List;
import java.util.Locale;

/** Where {@code advance --to} may lead: forward only. */
final class Destination {

    static final List<String> NAMES =
            PhaseCommand.forward().stream().map(PhaseCommand::text).toList();

    private Destination() {}

    /**
     * Takes the command that leads there or the phase it leads to: {@code verify}, {@code verified}, {@code cut-over}.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    static Phase parse(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        return PhaseCommand.forward().stream()
                .filter(command -> command.text().equals(word)
                        || command.to().text().equals(word.replace('-', ' ').replace('_', ' ')))
                .map(PhaseCommand::to)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("'%s' is none of %s".formatted(text, String.join(", ", NAMES))));
    }
}
