/**
 * What lasts from one command line to the next: the change the operator works on, where output goes, and the command
 * that runs just now, for whoever has to stop it. Calls nobody but {@code ledger}'s words.
 */
@NullMarked
package io.pgretype.shell.session;

import org.jspecify.annotations.NullMarked;
