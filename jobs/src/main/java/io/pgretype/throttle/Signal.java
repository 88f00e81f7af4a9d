package io.pgretype.throttle;

import io.pgretype.change.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Something about the server that says whether more can be asked of it. */
interface Signal {

    /** What operators set for it. */
    Limit limit();

    /** Reads it; takes no lock that anybody waits for. What it throws counts as not read. */
    Measure read(JdbcClient jdbc);

    default String name() {
        return limit().key();
    }

    /** Whether its value can stop the work, rather than slow it down. */
    default boolean stopsTheWork() {
        return true;
    }
}
