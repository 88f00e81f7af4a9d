package io.pgretype.preflight;

import io.pgretype.problem.Problem;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One reason to refuse a change. */
interface Check {

    /** One problem that names all objects concerned, or none. */
    List<Problem> refusals(Subject subject, JdbcClient jdbc);

    /** Whether each partition is a subject of its own. Not where it has by its table what is looked at. */
    default boolean looksAtPartitions() {
        return true;
    }
}
