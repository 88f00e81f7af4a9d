package io.pgretype.lint.script;

/**
 * A command to psql, which was not run.
 *
 * @param text as the file has it, with the backslash
 * @param reason why it was not run
 * @param harmless whether the statements of the file are the same without it
 */
public record BackslashCommand(String text, int line, String reason, boolean harmless) {}
