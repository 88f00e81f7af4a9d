/**
 * What is to be changed, as its author wrote it: values that validate themselves, and the file they are read from.
 * No JDBC and no Spring here. May call {@code problem}.
 */
@NullMarked
package io.pgretype.change;

import org.jspecify.annotations.NullMarked;
