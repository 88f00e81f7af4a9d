/** Every refusal, on a table that causes it, and the tables that are not refused. */
@NullMarked
package io.pgretype.preflight;

import org.jspecify.annotations.NullMarked;
