package io.pgretype.throttle;

import io.pgretype.change.Limit;
import io.pgretype.change.Limits;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Something about the server that says whether more can be asked of it. */
interface Signal {

    /** What operators set for it; empty where there is nothing to set. */
    Optional<Limit> limit();

    /** Reads it; takes no lock that anybody waits for. What it throws counts as not read. */
    Measure read(JdbcClient jdbc);

    default String name() {
        return limit().map(Limit::key).orElseThrow();
    }

    /** Above it the signal holds; empty: it is switched off. */
    default OptionalLong threshold(Limits limits) {
        return limit().map(limits::get).orElse(OptionalLong.of(0));
    }

    /** Whether somebody relies on it, so that it holds while it cannot be read. */
    default boolean isRequired(Limits limits) {
        return limit().map(limits::isRequired).orElse(false);
    }

    /** Whether its value can stop the work, rather than slow it down. */
    default boolean stopsTheWork() {
        return true;
    }

    default String text(OptionalLong value) {
        return limit().map(limit -> limit.text(value))
                .orElseGet(() -> value.isPresent() ? Long.toString(value.getAsLong()) : Limit.NONE);
    }
}
