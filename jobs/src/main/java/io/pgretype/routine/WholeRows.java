package io.pgretype.routine;

import io.pgretype.change.Identifier;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds what functions do with whole rows of a table. */
public final class WholeRows {

    private WholeRows() {}

    /**
     * All such places, sorted by function and line. The table must not have been expanded yet.
     *
     * @param table its pg_class.oid
     * @param moved the columns that are to change
     */
    public static List<WholeRowUse> of(long table, List<Identifier> moved, JdbcClient jdbc) {
        return Body.concerned(table, jdbc).stream()
                .map(body -> new WholeRowSweep(body.routine(), body.scope().table(), moved).of(body))
                .flatMap(Collection::stream)
                .toList();
    }
}
