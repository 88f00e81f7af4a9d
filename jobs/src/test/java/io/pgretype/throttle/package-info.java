@NullMarked
package io.pgretype.throttle;

import org.jspecify.annotations.NullMarked;
