@NullMarked
package io.pgretype.shell.kill;

import org.jspecify.annotations.NullMarked;
