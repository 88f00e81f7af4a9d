/**
 * What gives a column its numbers: the sequence that its default draws from, the one that belongs to it, its identity.
 *
 * <p>Reads only, and takes no lock: what is read of a sequence stands only while its lock is held by the caller. May call
 * {@code catalog} and what that calls.
 */
@NullMarked
package io.pgretype.sequence;

import org.jspecify.annotations.NullMarked;
