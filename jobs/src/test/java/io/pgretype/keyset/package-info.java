@NullMarked
package io.pgretype.keyset;

import org.jspecify.annotations.NullMarked;
