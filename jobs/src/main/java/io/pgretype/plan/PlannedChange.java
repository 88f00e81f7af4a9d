package io.pgretype.plan;

import io.pgretype.catalog.Following.Follower;
import io.pgretype.change.Change;
import io.pgretype.reference.Reference;
import io.pgretype.reference.SwapGroup;
import java.util.List;

/**
 * What a change does.
 *
 * @param change with the columns that come along
 * @param followers these columns
 * @param references foreign keys that have a moved column at either end
 * @param madeAgain what the swap makes again, for people: {@code view public.sizes}
 * @param swaps what is swapped together, in that order
 */
record PlannedChange(
        Change change,
        List<PlannedTable> tables,
        List<Follower> followers,
        List<Reference> references,
        List<String> madeAgain,
        List<SwapGroup> swaps) {

    Estimate estimate() {
        return Estimate.sum(tables.stream().map(PlannedTable::estimate).toList());
    }
}
