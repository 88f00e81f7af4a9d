/**
 * What stops pgretype and how it is said: a {@link io.pgretype.problem.Problem} has four parts and a stable code that
 * the runbook explains. Calls nobody; everybody may call it.
 */
@NullMarked
package io.pgretype.problem;

import org.jspecify.annotations.NullMarked;
