package io.pgretype.change;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The directory of change files. */
public record ChangeFiles(Path directory) {

    private static final String SUFFIX = ".yaml";

    /** YAML's other usual one, which is not read. */
    private static final String OTHER_SUFFIX = ".yml";

    /** The names of all changes in the directory, sorted; empty if there is no such directory. */
    public List<String> names() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                    .filter(Change::isName)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The name of the change that an operator means by a text: the name itself, the name of its file, or a path to it. What
     * means no file of the directory comes back as it is.
     */
    public String named(String text) {
        String suffix = text.endsWith(OTHER_SUFFIX) ? OTHER_SUFFIX : SUFFIX;
        if (!text.endsWith(suffix)) {
            return text;
        }
        Path path = Path.of(text);
        String fileName = path.getFileName().toString();
        String name = fileName.substring(0, fileName.length() - suffix.length());
        Path file = directory.resolve(fileName);
        boolean isThere = Change.isName(name)
                && Files.isRegularFile(file)
                && (path.equals(path.getFileName()) || isSame(path, file));
        return isThere && (suffix.equals(SUFFIX) || isMisnamed(name)) ? name : text;
    }

    private static boolean isSame(Path path, Path file) {
        try {
            return Files.isSameFile(path, file);
        } catch (IOException e) {
            return false;
        }
    }

    /** @throws ProblemException {@code change-file-invalid}, {@code change-file-missing} */
    public Change read(String name) {
        return find(name).orElseThrow(() -> missing(name));
    }

    private ProblemException missing(String name) {
        boolean misnamed = isMisnamed(name);
        return new ProblemException(new Problem(
                ProblemCode.CHANGE_FILE_MISSING,
                "There is no change '%s'.".formatted(name),
                "no file %s; %s".formatted(file(name), misnamed ? "there is %s".formatted(misnamed(name)) : holds()),
                Problem.NOTHING_CHANGED,
                misnamed
                        ? "Rename it to %s: mv %s %s".formatted(name + SUFFIX, misnamed(name), file(name))
                        : "Write that file, or name another directory with --changes DIR or PGRETYPE_CHANGES."));
    }

    private boolean isMisnamed(String name) {
        return !Files.exists(file(name)) && Files.isRegularFile(misnamed(name));
    }

    private Path misnamed(String name) {
        return directory.resolve(name + OTHER_SUFFIX);
    }

    private String holds() {
        if (!Files.isDirectory(directory)) {
            return "there is no directory %s".formatted(directory);
        }
        return "the directory has %s".formatted(names().isEmpty() ? "no changes" : String.join(", ", names()));
    }

    /**
     * The change of that name, empty if there is no such file.
     *
     * @throws ProblemException {@code change-file-invalid}
     */
    public Optional<Change> find(String name) {
        requireName(name);
        if (!Files.isRegularFile(file(name))) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(name, file(name).toString(), Files.readString(file(name))));
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            ProblemCode.CHANGE_FILE_INVALID,
                            "The change file %s cannot be read.".formatted(file(name)),
                            String.valueOf(e.getMessage()),
                            Problem.NOTHING_CHANGED,
                            "See that the file is readable and UTF-8."),
                    e);
        }
    }

    /**
     * Where that change is to be written.
     *
     * @throws ProblemException {@code change-file-exists}; {@code change-file-missing} if it cannot be a change's name
     */
    public Path newFile(String name) {
        requireName(name);
        if (Files.exists(file(name), LinkOption.NOFOLLOW_LINKS)) {
            throw exists(name);
        }
        return file(name);
    }

    /**
     * Writes a new file; makes the directory if there is none.
     *
     * @throws ProblemException {@code change-file-exists}; {@code change-file-invalid} if it cannot be written
     */
    public void write(String name, String text) {
        try {
            Files.createDirectories(directory);
            Files.writeString(newFile(name), text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw exists(name);
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            ProblemCode.CHANGE_FILE_INVALID,
                            "The change file %s cannot be written.".formatted(file(name)),
                            e.toString(),
                            Problem.NOTHING_CHANGED,
                            "See that the directory may be written, or name another with --changes DIR."),
                    e);
        }
    }

    private ProblemException exists(String name) {
        return new ProblemException(new Problem(
                ProblemCode.CHANGE_FILE_EXISTS,
                "There is a change '%s' already.".formatted(name),
                "the file %s exists".formatted(file(name)),
                Problem.NOTHING_CHANGED,
                "Edit that file, or give the new one a name: ./pgretype init CHANGE"));
    }

    private static void requireName(String name) {
        if (!Change.isName(name)) {
            throw new ProblemException(new Problem(
                    ProblemCode.CHANGE_FILE_MISSING,
                    "'%s' cannot be a change's name.".formatted(name),
                    "names have up to 40 of a-z, 0-9, '-' and '_' and begin with a letter or digit",
                    Problem.NOTHING_CHANGED,
                    "Give the file's name without '.yaml'."));
        }
    }

    /** Reads a definition that is not in a file, for example the ledger's copy. */
    public static Change parse(String name, String source, String text) {
        return new ChangeFile(name, source).parse(text);
    }

    private Path file(String name) {
        return directory.resolve(name + SUFFIX);
    }
}
