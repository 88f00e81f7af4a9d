package io.pgretype.shell.line;

import java.util.List;

/** What may stand beside a command's name: one word, or none, or files. */
public enum Argument {
    NONE("", false),
    CHANGE("CHANGE", true),
    /** Without it, all changes. */
    CHANGE_OR_ALL("CHANGE", false),
    /** Of a change that is to be written. */
    NEW_CHANGE("CHANGE", false),
    COMMAND("COMMAND", false),
    /** Any number of them. */
    FILES("FILE…", false),
    /** Of the guard. */
    GUARD_ACTION("enable|disable|status", true);

    /** What may stand for {@link #GUARD_ACTION}. */
    public static final List<String> GUARD_ACTIONS = List.of("enable", "disable", "status");

    private final String placeholder;
    private final boolean required;

    Argument(String placeholder, boolean required) {
        this.placeholder = placeholder;
        this.required = required;
    }

    public boolean isRequired() {
        return required;
    }

    boolean isMany() {
        return this == FILES;
    }

    public boolean isChange() {
        return this == CHANGE || this == CHANGE_OR_ALL;
    }

    /** As usage lines show it: {@code CHANGE}, {@code [CHANGE]}. */
    String usage() {
        return required || this == NONE ? placeholder : "[%s]".formatted(placeholder);
    }

    String placeholder() {
        return placeholder;
    }
}
