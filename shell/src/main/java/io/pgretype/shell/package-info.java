/**
 * The program: takes the options of every command off the line, puts the beans together, and runs one command or the
 * console. The only caller of the jobs.
 */
@NullMarked
package io.pgretype.shell;

import org.jspecify.annotations.NullMarked;
