/** What bodies of functions do with rows and columns of a table, each held against what the server does. */
@NullMarked
package io.pgretype.routine;

import org.jspecify.annotations.NullMarked;
