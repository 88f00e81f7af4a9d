package io.pgretype.shell.session;

/** Somebody at the keyboard, who may say no. */
public interface Confirmation {

    /**
     * Asks, and waits for the answer.
     *
     * @param question without what may be answered
     * @return whether it was yes; false if nobody answers
     */
    boolean of(String question);

    /** Whether that is a yes. */
    static boolean isYes(String answer) {
        return answer.strip().matches("(?i)y|yes");
    }
}
