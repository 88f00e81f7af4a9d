package io.pgretype.lock;

/** What came of the wish to cancel a blocker's statement. */
sealed interface Cancellation {

    /** @param text whose statement it was */
    record Done(String text) implements Cancellation {}

    /** @param reason a sentence without its full stop */
    record Refused(String reason) implements Cancellation {}
}
