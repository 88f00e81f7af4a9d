package io.pgretype.plan;

import java.util.List;

/**
 * Something that the application may notice of a change of a table.
 *
 * @param title in a few words
 * @param lines what there is to say of it, and what to set
 */
record Remark(String title, List<String> lines) {

    Remark {
        lines = List.copyOf(lines);
    }
}
