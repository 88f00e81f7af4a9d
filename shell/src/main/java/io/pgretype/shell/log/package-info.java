/** Where the libraries' log goes, without passwords. May call {@code problem}. */
@NullMarked
package io.pgretype.shell.log;

import org.jspecify.annotations.NullMarked;
