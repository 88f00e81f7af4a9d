@NullMarked
package io.pgretype.phase;

import org.jspecify.annotations.NullMarked;
