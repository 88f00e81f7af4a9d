/**
 * The program: takes the options of every command off the line, puts the beans together, and runs one command or the
 * console. The only caller of the jobs. What is in this module is what operators run; commands that bring a server of
 * their own are in the module below it.
 */
@NullMarked
package io.pgretype.shell;

import org.jspecify.annotations.NullMarked;
