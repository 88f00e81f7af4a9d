@NullMarked
package io.pgretype.database;

import org.jspecify.annotations.NullMarked;
