/** Where the libraries' log goes. Calls nobody. */
@NullMarked
package io.pgretype.shell.log;

import org.jspecify.annotations.NullMarked;
