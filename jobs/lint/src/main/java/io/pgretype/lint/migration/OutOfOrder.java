package io.pgretype.lint.migration;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Flyway's versions that are lower than one that had run: it refuses them, unless it is told to run them out of order. */
final class OutOfOrder {

    private OutOfOrder() {}

    private record Ran(Version version, Path file) {}

    static MigrationSet marked(MigrationSet set) {
        Optional<Ran> newest = set.before().stream()
                .map(Migration::file)
                .flatMap(file -> version(file).map(version -> new Ran(version, file)).stream())
                .max(Comparator.comparing(Ran::version));
        List<Migration> added = set.added().stream()
                .map(migration -> newest.filter(ran -> version(migration.file())
                                .filter(version -> version.compareTo(ran.version()) < 0)
                                .isPresent())
                        .map(ran -> migration.after(ran.file()))
                        .orElse(migration))
                .toList();
        return new MigrationSet(set.before(), added, set.changed(), set.unresolved());
    }

    private static Optional<Version> version(Path file) {
        return FlywayName.of(String.valueOf(file.getFileName()))
                .filter(name -> name.prefix() == 'V')
                .flatMap(FlywayName::version);
    }
}
