/**
 * What operators ask of an open change from another process: pause it, let it go on, set limits over those of its file.
 *
 * <p>Only notes it in the ledger, where the throttle reads it before every chunk; needs no lease and takes no lock on the
 * application's tables. May call {@code ledger} and all below it.
 */
@NullMarked
package io.pgretype.control;

import org.jspecify.annotations.NullMarked;
