package io.pgretype.lint.judge;

import io.pgretype.lint.state.Catalog;
import java.util.stream.Stream;

/** What the running release would break on, if the database became this one. */
interface Difference {

    Stream<Change> between(Catalog old, Catalog now);

    /**
     * One of them.
     *
     * @param key the same in each catalog that has it
     */
    record Change(String key, Report report) {

        static Change of(Report report, String object) {
            return new Change(report.rule() + " " + object, report);
        }
    }
}
