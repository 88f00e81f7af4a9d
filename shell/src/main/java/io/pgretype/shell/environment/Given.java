package io.pgretype.shell.environment;

/**
 * A value that somebody has given to a setting.
 *
 * @param origin where: an option, a variable, or file and line
 */
record Given(String text, String origin) {}
