@NullMarked
package io.pgretype.phases;

import org.jspecify.annotations.NullMarked;
