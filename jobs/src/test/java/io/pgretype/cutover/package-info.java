@NullMarked
package io.pgretype.cutover;

import org.jspecify.annotations.NullMarked;
