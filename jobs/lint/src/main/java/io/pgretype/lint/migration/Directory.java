package io.pgretype.lint.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads a directory with migrations as it is, and as it was.
 *
 * @param path absolute
 * @param shown the directory from which messages name its files
 */
record Directory(Path path, Path shown) {

    private static final Set<String> READ =
            Set.of("sql", "conf", "java", "kt", "groovy", "go", "xml", "yaml", "yml", "json");
    private static final String RESOURCES = "/src/main/resources/";

    /** Where Flyway's migrations in a programming language lie beside these: there if they are. */
    List<Directory> ofPrograms() {
        String text = path + "/";
        int at = text.indexOf(RESOURCES);
        return at < 0
                ? List.of()
                : Stream.of("java", "kotlin", "groovy")
                        .map(language -> text.substring(0, at)
                                + "/src/main/"
                                + language
                                + "/"
                                + text.substring(at + RESOURCES.length()))
                        .map(Path::of)
                        .filter(Files::isDirectory)
                        .map(other -> new Directory(other, shown))
                        .toList();
    }

    /** All files that are there, for a directory of no repository too. */
    List<SourceFile> files() {
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> path.relativize(file).toString())
                    .filter(Directory::isRead)
                    .map(this::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that git does not ignore. */
    List<SourceFile> files(Git git) {
        return git.files().stream()
                .filter(file -> isRead(file) && Files.isRegularFile(path.resolve(file)))
                .map(this::read)
                .toList();
    }

    List<SourceFile> filesAt(Git git, String commit) {
        Set<String> changed = new HashSet<>(git.changedSince(commit));
        List<SourceFile> files = new ArrayList<>();
        for (String file : git.filesAt(commit)) {
            if (isRead(file)) {
                files.add(changed.contains(file) ? source(file, git.contentAt(commit, file)) : read(file));
            }
        }
        return files;
    }

    private static boolean isRead(String file) {
        return READ.contains(file.substring(file.lastIndexOf('.') + 1));
    }

    private SourceFile read(String file) {
        try {
            return source(file, Files.readAllBytes(path.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SourceFile source(String file, byte[] bytes) {
        String text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes)).toString();
        return new SourceFile(named(path.resolve(file)), Path.of(file), text);
    }

    private Path named(Path file) {
        return file.startsWith(shown) ? shown.relativize(file) : file;
    }
}
