/**
 * What the database says about a table, its columns and what depends on them.
 *
 * <p>Reads only. The probes make temporary objects in a transaction that is always rolled back; the table itself is
 * locked no stronger than ACCESS SHARE. May call {@code change} and {@code problem}.
 */
@NullMarked
package io.pgretype.catalog;

import org.jspecify.annotations.NullMarked;
