package io.pgretype.shell.line;

import io.pgretype.shell.session.HangingIndent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a command is called, what it does, and what may stand on its line.
 *
 * @param description one line, without a full stop
 * @param example for its help, lines as they are
 */
public record Syntax(
        String name, String description, Argument argument, List<Option> options, Group group, String example) {

    /** Under which heading help lists it. */
    public enum Group {
        PHASES("phases, in their order"),
        REPORTS("where it stands"),
        LIVE("while it runs, from another process"),
        OTHERS("others"),
        /** Makes no sense as a command of its own. */
        CONSOLE("in the console");

        private final String heading;

        Group(String heading) {
            this.heading = heading;
        }

        String heading() {
            return heading;
        }
    }

    private static final int LEAST_OPTION_WIDTH = 14;

    public Syntax {
        options = List.copyOf(options);
    }

    public static Syntax phase(String name, String description, Option... options) {
        return new Syntax(name, description, Argument.CHANGE, List.of(options), Group.PHASES, "");
    }

    public static Syntax report(String name, String description, Argument argument, Option... options) {
        return new Syntax(name, description, argument, List.of(options), Group.REPORTS, "");
    }

    public static Syntax live(String name, String description, Argument argument, Option... options) {
        return new Syntax(name, description, argument, List.of(options), Group.LIVE, "");
    }

    public static Syntax other(String name, String description, Argument argument, Option... options) {
        return new Syntax(name, description, argument, List.of(options), Group.OTHERS, "");
    }

    public static Syntax console(String name, String description, Argument argument) {
        return new Syntax(name, description, argument, List.of(), Group.CONSOLE, "");
    }

    /** The same, with an example in its help. */
    public Syntax withExample(String lines) {
        return new Syntax(name, description, argument, options, group, lines);
    }

    /** Whether it works on the operator's database. */
    boolean reachesDatabase() {
        return group == Group.PHASES || group == Group.REPORTS;
    }

    boolean isConsoleOnly() {
        return group == Group.CONSOLE;
    }

    public Optional<Option> option(String optionName) {
        return options.stream()
                .filter(option -> option.name().equals(optionName))
                .findFirst();
    }

    /** For example {@code advance CHANGE [--to PHASE]}. */
    public String usage() {
        return Stream.concat(Stream.of(name), afterName().stream()).collect(Collectors.joining(" "));
    }

    private List<String> afterName() {
        return Stream.concat(Stream.of(argument.usage()), options.stream().map(Option::usage))
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** The same for a list of commands, without the options. */
    String shortUsage() {
        return "%s %s".formatted(name, argument.usage()).stripTrailing();
    }

    /** What {@code --help} prints. */
    String help() {
        String call = "usage: %s%s ".formatted(isConsoleOnly() ? "" : "./pgretype ", name);
        String usage = HangingIndent.of(call, call.length(), afterName());
        var help = new StringBuilder("%s%n%n%s%n".formatted(usage, HangingIndent.of("", 2, description)));
        int width = options.stream().mapToInt(option -> option.text().length()).reduce(LEAST_OPTION_WIDTH, Math::max);
        for (Option option : options) {
            help.append("%n%s".formatted(HangingIndent.of("  " + option.text(), width + 3, option.description())));
        }
        help.append(options.isEmpty() ? "" : System.lineSeparator());
        if (!example.isEmpty()) {
            help.append("%nfor example:%n%s".formatted(example.indent(2)));
        }
        return help.toString().stripTrailing();
    }
}
