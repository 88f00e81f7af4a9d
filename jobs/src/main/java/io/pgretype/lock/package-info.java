/**
 * The one way to take a lock that others queue behind.
 *
 * <p>Every statement that takes more than ROW EXCLUSIVE goes through
 * {@link io.pgretype.lock.LockedTransaction}: nobody waits behind us longer than the budget, and a crash at any moment
 * leaves nothing, because all is one transaction. May call {@code change} and {@code problem}.
 */
@NullMarked
package io.pgretype.lock;

import org.jspecify.annotations.NullMarked;
