@NullMarked
package io.pgretype.guard;

import org.jspecify.annotations.NullMarked;
