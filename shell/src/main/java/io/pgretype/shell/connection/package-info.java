/**
 * How pgretype reaches the database: settings from {@code --url} or libpq's variables, the jobs' pool of sessions with
 * known settings, and a check of the server before the first of them is used.
 *
 * <p>Takes no locks and writes nothing. A password leaves this package only towards the server. May call
 * {@code environment} and {@code problem}.
 */
@NullMarked
package io.pgretype.shell.connection;

import org.jspecify.annotations.NullMarked;
