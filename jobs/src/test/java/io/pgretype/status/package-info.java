/** Tests of what other processes are told. */
@NullMarked
package io.pgretype.status;

import org.jspecify.annotations.NullMarked;
