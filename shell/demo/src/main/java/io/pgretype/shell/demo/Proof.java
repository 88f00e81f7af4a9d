package io.pgretype.shell.demo;

import java.util.List;

/**
 * What shows that the change was worth it and lost nothing.
 *
 * @param holds whether it does
 */
record Proof(boolean holds, List<String> lines) {

    Proof {
        lines = List.copyOf(lines);
    }
}
