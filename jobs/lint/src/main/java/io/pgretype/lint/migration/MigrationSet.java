package io.pgretype.lint.migration;

import java.util.List;
import java.util.stream.Stream;

/**
 * @param before what had run where the branch begins, in the order of its tool
 * @param added what the branch adds, in the order in which its tool runs it after that; also what a tool runs again
 *     because it was changed
 * @param changed what had run before and is not the same in the branch
 * @param unresolved what was not looked into, each with its reason; the state before is not whole without it
 */
public record MigrationSet(
        List<Migration> before, List<Migration> added, List<ChangedMigration> changed, List<Unresolved> unresolved) {

    public MigrationSet {
        before = List.copyOf(before);
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        unresolved = List.copyOf(unresolved);
    }

    /** Of two tools, or two directories. */
    MigrationSet and(MigrationSet other) {
        return new MigrationSet(
                joined(before, other.before),
                joined(added, other.added),
                joined(changed, other.changed),
                joined(unresolved, other.unresolved));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
