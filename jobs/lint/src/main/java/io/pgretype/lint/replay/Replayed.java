package io.pgretype.lint.replay;

import java.util.HashSet;
import java.util.Set;

/** A statement that was prepared before the migrations, and what has been told of it since. */
final class Replayed {

    private final Running running;
    private final String name;
    private final Description before;
    private final boolean harmless;
    private final Set<String> told = new HashSet<>();

    Replayed(Running running, String name, Description before, boolean harmless) {
        this.running = running;
        this.name = name;
        this.before = before;
        this.harmless = harmless;
    }

    Running running() {
        return running;
    }

    /** Of the prepared statement. */
    String name() {
        return name;
    }

    Description before() {
        return before;
    }

    /** It has been run before, and changed nothing. */
    boolean isHarmless() {
        return harmless;
    }

    boolean isTold(String rule) {
        return told.contains(rule);
    }

    /** Whether it had not been told before. */
    boolean tell(String rule) {
        return told.add(rule);
    }
}
