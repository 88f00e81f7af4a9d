package io.pgretype.change;

import java.util.Locale;

/** What the author of a change says to have looked at, so that it is no reason to refuse any more. */
public enum Review {
    /** Functions that copy whole rows of the table. */
    WHOLE_ROWS;

    /** Its key in the change file. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
