/**
 * The process's variables, and what is said of one that cannot be used. Spring does not read them: what an application's
 * environment holds for its own Spring must not configure ours. May call {@code problem}.
 */
@NullMarked
package io.pgretype.shell.environment;

import org.jspecify.annotations.NullMarked;
