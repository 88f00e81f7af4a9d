@NullMarked
package io.pgretype.catalog;

import org.jspecify.annotations.NullMarked;
