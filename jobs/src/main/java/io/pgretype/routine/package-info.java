/**
 * Reads the bodies of functions in SQL and plpgsql: what they do with whole rows of a table, and where they write its
 * columns.
 *
 * <p>By their text only: no function is ever run, for one may do what no rollback takes back. So it can be certain of
 * what is written out, and no more than suspect what is put together at run time. Reads the catalog, with no lock on the
 * table. Works on PostgreSQL 14 to 18. May call {@code change}.
 */
@NullMarked
package io.pgretype.routine;

import org.jspecify.annotations.NullMarked;
