/**
 * The database that pgretype works in, with the few ways in which statements are run there, and what the server's error
 * codes mean. Locks nothing by itself. Calls nobody; everybody may call it but {@code change} and {@code problem}, which
 * know no database.
 */
@NullMarked
package io.pgretype.database;

import org.jspecify.annotations.NullMarked;
