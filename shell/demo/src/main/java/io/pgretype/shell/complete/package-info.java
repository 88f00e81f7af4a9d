/**
 * The program as a checkout has it: the operators' commands, and with them {@code demo} and {@code benchmark}, which
 * bring a PostgreSQL server of their own. Only the launcher starts it; the image for operators is made without this
 * module. May call every other package of the module and the shell; nobody calls it.
 */
@NullMarked
package io.pgretype.shell.complete;

import org.jspecify.annotations.NullMarked;
