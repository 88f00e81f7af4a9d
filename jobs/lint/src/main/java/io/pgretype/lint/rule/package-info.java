/**
 * What is unsafe, why, and what to do instead: rules, and what they found.
 *
 * <p>Rules are data, in {@code rules/*.yaml}. No JDBC. May call {@code problem}.
 */
@NullMarked
package io.pgretype.lint.rule;

import org.jspecify.annotations.NullMarked;
