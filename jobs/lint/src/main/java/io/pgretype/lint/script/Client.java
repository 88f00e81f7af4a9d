package io.pgretype.lint.script;

/** What sends a script to the server, and so what it may hold beside SQL. */
public enum Client {
    /** Backslash commands, variables, and data after COPY. */
    PSQL(true, true),
    /** Data after COPY. */
    FLYWAY(false, true),
    /** Nothing: a backslash is for the server to refuse. */
    DRIVER(false, false);

    private final boolean commands;
    private final boolean copyData;

    Client(boolean commands, boolean copyData) {
        this.commands = commands;
        this.copyData = copyData;
    }

    boolean hasCommands() {
        return commands;
    }

    boolean hasCopyData() {
        return copyData;
    }
}
