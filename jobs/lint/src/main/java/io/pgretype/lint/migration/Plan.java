package io.pgretype.lint.migration;

import java.util.List;

/**
 * @param steps in the order in which the tool runs them in an empty database
 * @param unresolved each as if it was added
 */
record Plan(List<Step> steps, List<Unresolved> unresolved) {

    Plan {
        steps = List.copyOf(steps);
        unresolved = List.copyOf(unresolved);
    }
}
