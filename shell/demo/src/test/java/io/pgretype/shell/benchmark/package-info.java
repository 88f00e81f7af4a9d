/** What the benchmark says of given figures, and that its table and its traffic are what they are said to be. */
@NullMarked
package io.pgretype.shell.benchmark;

import org.jspecify.annotations.NullMarked;
