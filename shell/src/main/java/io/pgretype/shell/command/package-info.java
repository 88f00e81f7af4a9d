/**
 * pgretype's commands, one a class: each reads its line, calls the jobs, and says how that ended. Only the jobs touch
 * the database. May call every other package of the shell.
 */
@NullMarked
package io.pgretype.shell.command;

import org.jspecify.annotations.NullMarked;
