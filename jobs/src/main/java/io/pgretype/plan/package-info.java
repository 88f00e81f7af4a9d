/**
 * Says what a change would do: every statement with its lock, every refusal, a forecast. Changes nothing, not even our own
 * schema: its job runs on a repository that keeps nothing. May call {@code run}, {@code preflight}, {@code routine} and all
 * below them.
 */
@NullMarked
package io.pgretype.plan;

import org.jspecify.annotations.NullMarked;
