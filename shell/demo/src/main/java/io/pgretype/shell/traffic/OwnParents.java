package io.pgretype.shell.traffic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The parents that only this session writes, and what it knows of them.
 *
 * <p>A transaction touches a parent once at most, as with {@link OwnRows}; what a delete does to those that refer to it is
 * known when it has committed.
 */
final class OwnParents implements Memory {

    private final List<String> keys;
    private final Map<String, String> labels = new HashMap<>();
    /** None is an empty text; a parent that was never looked at is not in it. */
    private final Map<String, String> others = new HashMap<>();
    /** Of the first kind. */
    private final Map<String, Integer> children = new HashMap<>();

    private final OneTransaction transaction = new OneTransaction();

    OwnParents(List<String> keys) {
        this.keys = new ArrayList<>(keys);
    }

    /** One that this transaction has not touched yet; null if it does not find one soon. */
    @Nullable
    String pick(Choice choice) {
        return transaction.pick(choice, keys, key -> key);
    }

    /** What was expected, if it is something else; then it is taken as it is. */
    @Nullable
    String otherThanExpected(GraphStatements.Parent parent) {
        String other = Objects.requireNonNullElse(parent.other(), "");
        String label = labels.put(parent.key(), parent.label());
        String otherBefore = others.put(parent.key(), other);
        boolean expected =
                (label == null || label.equals(parent.label())) && (otherBefore == null || otherBefore.equals(other));
        return expected ? null : "%s, referring to '%s'".formatted(label, otherBefore);
    }

    /** The same for how many children it has. */
    @Nullable
    Integer otherThanExpected(String key, int number) {
        Integer before = children.put(key, number);
        return before == null || before == number ? null : before;
    }

    /** After a commit and not before. */
    void then(Runnable runnable) {
        transaction.then(runnable);
    }

    /** A parent without children as yet. */
    void inserted(String key, String label, @Nullable String other) {
        transaction.touch(key);
        then(() -> {
            keys.add(key);
            labels.put(key, label);
            others.put(key, Objects.requireNonNullElse(other, ""));
            children.put(key, 0);
        });
    }

    void relabelled(String key, String label) {
        then(() -> labels.put(key, label));
    }

    void referred(String key, @Nullable String other) {
        then(() -> others.put(key, Objects.requireNonNullElse(other, "")));
    }

    void gotChild(String key) {
        then(() -> children.computeIfPresent(key, (parent, number) -> number + 1));
    }

    void movedChildren(String from, String to, int number) {
        then(() -> {
            children.put(from, 0);
            children.computeIfPresent(to, (parent, before) -> before + number);
        });
    }

    void deleted(String key) {
        then(() -> {
            forget(key);
            others.replaceAll((parent, other) -> other.equals(key) ? "" : other);
        });
    }

    @Override
    public void committed() {
        transaction.committed();
    }

    @Override
    public void rolledBack() {
        transaction.over();
    }

    @Override
    public void outcomeUnknown() {
        transaction.touched().forEach(this::forget);
        // One of these may be gone, and a reference to it with it.
        others.values().removeIf(transaction.touched()::contains);
        rolledBack();
    }

    private void forget(String key) {
        keys.remove(key);
        labels.remove(key);
        others.remove(key);
        children.remove(key);
    }
}
