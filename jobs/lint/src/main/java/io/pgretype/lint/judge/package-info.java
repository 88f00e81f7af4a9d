/**
 * What was observed becomes findings: one small class a rule.
 *
 * <p>May call all other rooms of lint but those that write reports.
 */
@NullMarked
package io.pgretype.lint.judge;

import org.jspecify.annotations.NullMarked;
