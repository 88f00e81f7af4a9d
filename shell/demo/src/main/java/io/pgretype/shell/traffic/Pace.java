package io.pgretype.shell.traffic;

import java.util.concurrent.TimeUnit;

/** The think time of one session, so that it makes a number of statements a second on average. */
final class Pace {

    private final double meanNanos;
    private final Choice choice;
    private long due = System.nanoTime();

    Pace(double statementsPerSecond, Choice choice) {
        this.meanNanos = TimeUnit.SECONDS.toNanos(1) / statementsPerSecond;
        this.choice = choice;
    }

    /** Waits until the next statements are due. After a stall it does not hurry to make up for it, nor do people. */
    void await(int statements) throws InterruptedException {
        due += (long) (choice.thinkTime() * meanNanos * statements);
        long wait = due - System.nanoTime();
        if (wait > 0) {
            TimeUnit.NANOSECONDS.sleep(wait);
        } else if (-wait > meanNanos * 10) {
            due = System.nanoTime();
        }
    }
}
