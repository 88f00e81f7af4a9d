@NullMarked
package io.pgretype.lock;

import org.jspecify.annotations.NullMarked;
