/**
 * The settings under which pgretype works, so that those of a role, a database or an application's session never decide
 * which value is stored, or whether a phase works. Text only: connects to nothing, locks nothing. Calls nobody; everybody
 * may call it.
 */
@NullMarked
package io.pgretype.session;

import org.jspecify.annotations.NullMarked;
