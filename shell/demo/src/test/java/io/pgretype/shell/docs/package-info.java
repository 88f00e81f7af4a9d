/** README.md and runbook.md say what the code does: their codes, command lines and examples are those of the program. */
@NullMarked
package io.pgretype.shell.docs;

import org.jspecify.annotations.NullMarked;
