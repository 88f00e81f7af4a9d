/**
 * The process's variables, the operator's configuration file, and what is said of a value that cannot be used. Spring does not
 * read them: what an application's environment holds for its own Spring must not configure ours. May call {@code change} (its
 * reading of YAML) and {@code problem}.
 */
@NullMarked
package io.pgretype.shell.environment;

import org.jspecify.annotations.NullMarked;
