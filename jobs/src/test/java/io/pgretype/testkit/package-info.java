/**
 * The test kit: a real PostgreSQL server, a fresh database for each test, and a dump of a database's schema to compare.
 *
 * <p>Published as this module's test jar, so that the console's tests stand on the same server. The system properties
 * {@code postgres.version} (a major, default 18) and {@code postgres.image} choose the server; Maven sets the first.
 */
@NullMarked
package io.pgretype.testkit;

import org.jspecify.annotations.NullMarked;
