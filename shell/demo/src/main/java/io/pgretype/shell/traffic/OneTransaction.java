package io.pgretype.shell.traffic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which rows a session has touched in its transaction, each once at most, and what it knows when that has committed. */
final class OneTransaction {

    private static final int ATTEMPTS = 10;

    private final Set<String> touched = new HashSet<>();
    private final List<Runnable> onCommit = new ArrayList<>();

    /** One that is not touched yet; null if it does not find one soon. */
    <T> @Nullable T pick(Choice choice, List<T> rows, Function<T, String> key) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            T row = choice.oneOf(rows);
            if (row != null && touched.add(key.apply(row))) {
                return row;
            }
        }
        return null;
    }

    void touch(String key) {
        touched.add(key);
    }

    Set<String> touched() {
        return touched;
    }

    /** After a commit and not before. */
    void then(Runnable runnable) {
        onCommit.add(runnable);
    }

    void committed() {
        onCommit.forEach(Runnable::run);
        over();
    }

    /** Nothing follows from it. */
    void over() {
        onCommit.clear();
        touched.clear();
    }
}
