package io.pgretype.shell.traffic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rows that only this session writes, and what it knows of them: so it can tell a wrong answer from a right one.
 *
 * <p>A transaction touches a row once at most. That keeps the traffic free of deadlocks of its own, and means that what
 * a transaction did need not be known before it has committed.
 */
final class OwnRows implements Memory {

    private static final int ROWS_REMEMBERED = 300;

    private final List<String> keys;
    /** The size last written or read, null included; rows that were never looked at are not in it. */
    private final Map<String, @Nullable Long> sizes = new HashMap<>();
    /** As the application's object mapper holds them: some of them for very long. */
    private final List<FileRow> remembered = new ArrayList<>();

    private final OneTransaction transaction = new OneTransaction();

    OwnRows(Collection<String> keys) {
        this.keys = new ArrayList<>(keys);
    }

    /** A row that this transaction has not touched yet; null if it does not find one soon. */
    @Nullable
    String pick(Choice choice) {
        return transaction.pick(choice, keys, key -> key);
    }

    /** A row that was read some time ago, as it was then; null if it does not find one soon. */
    @Nullable
    FileRow pickRemembered(Choice choice) {
        return transaction.pick(choice, remembered, FileRow::id);
    }

    /** Whether it differs from what this session wrote or read before. */
    boolean hasAnotherSize(FileRow row) {
        return sizes.containsKey(row.id()) && !Objects.equals(sizes.get(row.id()), row.fileSize());
    }

    /** Whether it is not one less than this session wrote or read before, or zero. */
    boolean isAnotherThanCountedDown(String key, @Nullable Long size) {
        Long before = sizes.get(key);
        Long expected = before == null ? null : (Long) Math.max(0, before - 1);
        return sizes.containsKey(key) && !Objects.equals(expected, size);
    }

    /** Null also if it is not known. */
    @Nullable
    Long sizeOf(String key) {
        return sizes.get(key);
    }

    /** Once the memory is full a new row seldom takes an old one's place: some stay from before the migration. */
    void read(FileRow row, Choice choice) {
        sizes.put(row.id(), row.fileSize());
        if (remembered.stream().anyMatch(old -> old.id().equals(row.id()))) {
            return;
        }
        if (remembered.size() >= ROWS_REMEMBERED && choice.oneIn(10)) {
            remembered.remove(choice.oneOf(remembered));
        }
        if (remembered.size() < ROWS_REMEMBERED) {
            remembered.add(row);
        }
    }

    void inserted(FileRow row) {
        transaction.then(() -> {
            keys.add(row.id());
            sizes.put(row.id(), row.fileSize());
        });
    }

    void wroteSize(String key, @Nullable Long size) {
        transaction.then(() -> sizes.put(key, size));
    }

    void deleted(String key) {
        transaction.then(() -> forget(key));
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
        rolledBack();
    }

    private void forget(String key) {
        keys.remove(key);
        sizes.remove(key);
        remembered.removeIf(row -> row.id().equals(key));
    }
}
