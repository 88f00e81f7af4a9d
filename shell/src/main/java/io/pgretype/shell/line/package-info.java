/**
 * The command line: words to a command with its change and options, strictly, and one command's run from there to an
 * exit status. Whatever is wrong with a line is one problem that says what to type.
 *
 * <p>Takes no locks and asks no database. May call {@code session}, {@code failure} and, of the jobs, {@code run} and
 * {@code problem}.
 */
@NullMarked
package io.pgretype.shell.line;

import org.jspecify.annotations.NullMarked;
