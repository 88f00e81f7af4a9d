/**
 * A change as a whole screen that is drawn again and again: what is known of it is read on a thread of its own, so that
 * leaving never waits for the database. Writes nothing and locks nothing; however it ends, the terminal is as it was.
 */
@NullMarked
package io.pgretype.shell.watch;

import org.jspecify.annotations.NullMarked;
