package io.pgretype.shell.line;

import io.pgretype.shell.line.Syntax.Group;
import io.pgretype.shell.session.HangingIndent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code help} prints. */
public final class HelpText {

    private static final String FRAME = """
            pgretype changes the type of a PostgreSQL column while the application keeps
            reading and writing it.

            %s
            CHANGE is the name of a file migrations/changes/CHANGE.yaml.
            %s
            %s
            exit status: 0 done or nothing to do, 2 usage, 3 refused and nothing changed,
                         4 not finished, 5 failed and safe to run again,
                         6 a person must look""";

    private static final String USAGE = """
            usage: ./pgretype COMMAND [CHANGE] [options]   runs one command
                   ./pgretype                              opens the console
            """;

    private static final String CONSOLE_USAGE = """
            usage: COMMAND [CHANGE] [options]
            """;

    private static final String PLACE = """
              --url URL      jdbc:postgresql://HOST:PORT/DATABASE, or PGRETYPE_URL,
                             or PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD,
                             PGPASSFILE, PGSSLMODE
              --changes DIR  or PGRETYPE_CHANGES
            """;

    private static final String HELP = """
              --help         how that command is used, with an example
            """;

    private static final String OPTIONS = "with every command, and to open the console:\n" + PLACE + HELP + """

            ./pgretype --version says which pgretype and which Java this is.
            """;
    private static final String CONSOLE_OPTIONS =
            "with every command:\n" + HELP + "\nwith ./pgretype, to open the console elsewhere:\n" + PLACE;

    private HelpText() {}

    /** All commands by group, in the order they are listed; where the console works was settled when it was opened. */
    public static String of(List<Syntax> commands, boolean inConsole) {
        int width = commands.stream()
                .mapToInt(command -> command.shortUsage().length())
                .max()
                .orElse(0);
        var list = new StringBuilder();
        @Nullable Group group = null;
        for (Syntax command : commands) {
            if (command.group() != group) {
                group = command.group();
                list.append("%n%s:%n".formatted(group.heading()));
            }
            list.append(HangingIndent.of("  " + command.shortUsage(), width + 4, command.description()))
                    .append(System.lineSeparator());
        }
        return FRAME.formatted(inConsole ? CONSOLE_USAGE : USAGE, list, inConsole ? CONSOLE_OPTIONS : OPTIONS);
    }

    /**
     * How one command is used.
     *
     * @throws io.pgretype.problem.ProblemException {@code bad-command-line} if there is none of that name
     */
    public static String of(String name, List<Syntax> commands) {
        return commands.stream()
                .filter(command -> command.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadLine("there is no command '%s'".formatted(name), "Type 'help'.").problem())
                .help();
    }
}
