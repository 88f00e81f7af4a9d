package io.pgretype.apply;

import io.pgretype.change.QualifiedName;
import java.util.Locale;

/**
 * A lock that a statement took on the scratch server, on a table that was there before, and for which writes or reads wait.
 *
 * @param mode in words: ACCESS EXCLUSIVE
 * @param canBeAskedFor whether LOCK TABLE takes it
 */
record ExpectedLock(QualifiedName relation, String mode, boolean canBeAskedFor) {

    /** Not of its partitions and children: those that are locked too have locks of their own here. */
    String sql() {
        return sql(mode.toLowerCase(Locale.ROOT));
    }

    String sql(String otherMode) {
        return "lock table only %s in %s mode".formatted(relation.sql(), otherMode);
    }
}
