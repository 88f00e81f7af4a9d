package io.pgretype.shell.notify;

import java.util.function.Supplier;

/**
 * Where news is from.
 *
 * @param database host, port and name, without a password; asked for when there is news
 * @param host the machine on which this process runs
 */
public record Origin(Supplier<String> database, String host) {}
