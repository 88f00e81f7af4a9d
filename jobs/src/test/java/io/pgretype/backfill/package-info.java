@NullMarked
package io.pgretype.backfill;

import org.jspecify.annotations.NullMarked;
