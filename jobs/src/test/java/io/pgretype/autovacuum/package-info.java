/** Tests of what becomes of a table's own autovacuum setting. */
@NullMarked
package io.pgretype.autovacuum;

import org.jspecify.annotations.NullMarked;
