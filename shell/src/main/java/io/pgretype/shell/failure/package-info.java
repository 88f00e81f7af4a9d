/**
 * Turns whatever a command throws into problems for people: never a stack trace, never a password. May call
 * {@code connection}, {@code session} and {@code problem}.
 */
@NullMarked
package io.pgretype.shell.failure;

import org.jspecify.annotations.NullMarked;
