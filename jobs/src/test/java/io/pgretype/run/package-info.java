@NullMarked
package io.pgretype.run;

import org.jspecify.annotations.NullMarked;
