package io.pgretype.throttle;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Keeps all workers together below a number of rows a second. A chunk's rows are known only when it has ended, so they
 * are a debt that must be paid before the next begins.
 */
final class RowBudget {

    private double debt;
    private long paidUntil;

    RowBudget(long now) {
        this.paidUntil = now;
    }

    /**
     * How long to wait before the next chunk; zero if it may begin.
     *
     * @param now nanoseconds of any clock that only goes forward
     * @param rate rows a second; empty: as many as come
     */
    Duration waitFor(long now, OptionalLong rate) {
        if (rate.isEmpty()) {
            debt = 0;
        } else {
            debt = Math.max(0, debt - rate.getAsLong() * ((now - paidUntil) / 1e9));
        }
        paidUntil = now;
        if (debt == 0) {
            return Duration.ZERO;
        }
        return rate.isPresent() && rate.getAsLong() > 0
                ? Duration.ofNanos((long) Math.ceil(debt / rate.getAsLong() * 1e9))
                : Duration.ofSeconds(1);
    }

    void spend(long rows) {
        debt += rows;
    }
}
