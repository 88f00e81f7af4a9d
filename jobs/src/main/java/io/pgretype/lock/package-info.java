/**
 * The one way to take a lock that others queue behind.
 *
 * <p>Every statement that takes more than ROW EXCLUSIVE goes through
 * {@link io.pgretype.lock.LockedTransaction}: nobody waits behind us longer than the budget, and a crash at any moment
 * leaves nothing, because all is one transaction. Its locks: SHARE UPDATE EXCLUSIVE on all tables, which holds up no read
 * and no write, then ACCESS EXCLUSIVE, or a weaker mode that the request names, on all of them, within one budget.
 *
 * <p>Who is in the way is named, and left alone. Only where the operator asks for it are statements cancelled, never
 * sessions ended: those of client sessions that have made an attempt fail, hold a lock on the table, and hold or want no
 * relation lock of SHARE UPDATE EXCLUSIVE or more, temporary tables aside. That is what all DDL and maintenance takes, in
 * this or an earlier statement of its transaction. May call {@code change} and {@code problem}.
 */
@NullMarked
package io.pgretype.lock;

import org.jspecify.annotations.NullMarked;
