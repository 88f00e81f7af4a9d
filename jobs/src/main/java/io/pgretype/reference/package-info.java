/**
 * The foreign keys that have a moved column at either end: which there are, what takes their places, and in which order the
 * tables that they tie together are swapped. The twin of a foreign key ties the new columns to each other; it is made NOT
 * VALID under a short lock and validated while everybody works, and takes the original's name when the referencing table is
 * swapped.
 *
 * <p>Reads only; those who make and drop foreign keys hold the locks. May call {@code catalog}, {@code ledger} and
 * {@code twin}.
 */
@NullMarked
package io.pgretype.reference;

import org.jspecify.annotations.NullMarked;
