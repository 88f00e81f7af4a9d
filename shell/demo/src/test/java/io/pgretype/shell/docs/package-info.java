/**
 * README.md, runbook.md and the pages below them say what the code does: their codes, command lines, examples and
 * packages are those of the program.
 */
@NullMarked
package io.pgretype.shell.docs;

import org.jspecify.annotations.NullMarked;
