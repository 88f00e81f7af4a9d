package io.pgretype.plan;

import io.pgretype.catalog.TableUnderChange;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.PlannedStatement;
import io.pgretype.twin.Twin;
import java.util.List;
import java.util.Map;

/**
 * What a change does to one of its tables.
 *
 * @param partitions how many it has, to any depth
 * @param twins the objects of its columns that are made again for the new ones
 * @param statements of each phase, in the phases' order
 * @param remarks what the application may notice
 * @param sequences a line each: how many numbers are left, and what becomes of it
 */
record PlannedTable(
        TableUnderChange table,
        Estimate estimate,
        int partitions,
        List<Twin> twins,
        Map<PhaseCommand, List<PlannedStatement>> statements,
        List<Remark> remarks,
        List<String> sequences) {}
