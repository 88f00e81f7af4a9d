package io.pgretype.plan;

import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.PlannedStatement;

/** A statement, and the phase that runs it. */
record PhaseStatement(PhaseCommand phase, PlannedStatement statement) {}
