package io.pgretype.cutover;

import io.pgretype.catalog.ForeignKey;
import io.pgretype.catalog.ForeignKeys;
import io.pgretype.change.Identifier;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the constraints are called that the server has of a foreign key for each partition of the table that it references. Its
 * errors say these names when a referenced row is deleted, so they are to stay.
 */
final class NamesOnPartitions {

    private final ForeignKeys foreignKeys;
    private final Map<Long, Identifier> names;

    /** Reads those of a key that is going to be dropped. */
    NamesOnPartitions(ForeignKeys foreignKeys, ForeignKey before) {
        this.foreignKeys = foreignKeys;
        this.names = foreignKeys.namesOnPartitions(before);
    }

    private record Rename(long partition, Identifier from, Identifier to) {}

    /** What gives these names to those of the key that has taken its place. */
    List<String> renames(ForeignKey after) {
        Map<Long, Identifier> now = foreignKeys.namesOnPartitions(after);
        List<Rename> renames = now.entrySet().stream()
                .flatMap(part -> Stream.ofNullable(names.get(part.getKey()))
                        .filter(name -> !name.equals(part.getValue()))
                        .map(name -> new Rename(part.getKey(), part.getValue(), name)))
                .toList();
        if (renames.stream().noneMatch(rename -> now.containsValue(rename.to))) {
            return renames.stream()
                    .map(rename -> after.renameOnPartition(rename.from, rename.to))
                    .toList();
        }
        // They have each other's.
        return Stream.concat(
                        renames.stream().map(rename -> after.renameOnPartition(rename.from, between(rename))),
                        renames.stream().map(rename -> after.renameOnPartition(between(rename), rename.to)))
                .toList();
    }

    private static Identifier between(Rename rename) {
        return Identifier.of("pgretype_" + rename.partition);
    }
}
