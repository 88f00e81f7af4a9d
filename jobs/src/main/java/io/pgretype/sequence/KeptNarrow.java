package io.pgretype.sequence;

import io.pgretype.catalog.ColumnChange;
import io.pgretype.catalog.TableUnderChange;
import java.util.Optional;

/** Columns whose sequences are not to be widened with them: what references them could not take the numbers. */
@FunctionalInterface
public interface KeptNarrow {

    KeptNarrow NONE = (table, column) -> Optional.empty();

    /** Why not, for people: {@code public.order_line.order_id references it and stays integer}; empty if it may be widened. */
    Optional<String> because(TableUnderChange table, ColumnChange column);
}
