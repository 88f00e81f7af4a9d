/**
 * The console: a prompt that says where the change stands, completion, and Ctrl-C that stops the command and not the
 * process. May call {@code line}, {@code command}, {@code session} and, of the jobs, {@code status} and {@code change}.
 */
@NullMarked
package io.pgretype.shell.console;

import org.jspecify.annotations.NullMarked;
