package io.pgretype.throttle;

/**
 * Effort that settles where just a share of all commits takes longer than bearable: each of those cuts it, each other one
 * lets it grow, in such a proportion. So it finds what is spare, and keeps finding it.
 */
final class Effort {

    private final double cut;
    private final double growth;
    private double effort = Double.MAX_VALUE;

    /**
     * All there is, at first.
     *
     * @param share of the commits that may take longer, between 0 and 1
     * @param cut what one of them leaves of the effort
     */
    Effort(double share, double cut) {
        this.cut = cut;
        // As many bearable commits as there are for each other one make up for its cut.
        this.growth = Math.pow(cut, -share / (1 - share));
    }

    void takeAll() {
        effort = Double.MAX_VALUE;
    }

    void atMost(double limit) {
        effort = Math.min(effort, limit);
    }

    /** A commit has ended. */
    void adjust(boolean bearable, int workers) {
        effort = bearable ? Math.min(workers, of(workers) * growth) : Math.max(Pace.LEAST, of(workers) * cut);
    }

    /** With so many workers. */
    double of(int workers) {
        return Math.min(effort, workers);
    }
}
