/** Status and history as tables for people and as JSON for programs. Pure rendering; may call {@code status}'s values. */
@NullMarked
package io.pgretype.shell.report;

import org.jspecify.annotations.NullMarked;
