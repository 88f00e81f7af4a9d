package io.pgretype.change;

import java.util.Locale;

/** What the author of a change says to have seen to, so that it is no reason to refuse any more. */
public enum Review {
    /** Functions that copy whole rows of the table. */
    WHOLE_ROWS("reviewed"),
    /** Subscribers of publications that have pgretype's own tables too. */
    PUBLICATIONS("prepared");

    private final String word;

    Review(String word) {
        this.word = word;
    }

    /** Its key in the change file. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException for any value of its key but the one that says so */
    Review parse(String text) {
        if (!text.equals(word)) {
            throw new IllegalArgumentException("'%s' is not '%s'".formatted(text, word));
        }
        return this;
    }
}
