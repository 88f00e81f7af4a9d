package io.pgretype.lint.migration;

import java.nio.file.Path;

/**
 * @param file for messages
 * @param relative to the directory with migrations
 */
record SourceFile(Path file, Path relative, String text) {

    String name() {
        return String.valueOf(relative.getFileName());
    }

    boolean isSql() {
        return name().endsWith(".sql");
    }

    boolean isInSubdirectory() {
        return relative.getNameCount() > 1;
    }
}
