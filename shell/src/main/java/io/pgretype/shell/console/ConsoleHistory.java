package io.pgretype.shell.console;

import io.pgretype.problem.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jline.reader.LineReader;
import org.jline.reader.impl.history.DefaultHistory;

/**
 * What was typed, kept in a file from one console to the next. A line that may hold a password is forgotten at once. A file
 * that cannot be read or written is said once, and then there is a history of this console alone.
 */
final class ConsoleHistory extends DefaultHistory {

    private static final Pattern SECRET = Pattern.compile("(?i)--url|postgres(ql)?://|pass(word|wd)?\\s*=");

    private final Optional<Path> file;
    private final Consumer<String> notice;
    private boolean told;

    /** @param file empty to keep nothing */
    ConsoleHistory(Optional<Path> file, Consumer<String> notice) {
        this.file = file;
        this.notice = notice;
    }

    @Override
    public void attach(LineReader reader) {
        file.filter(this::isThere).ifPresent(path -> reader.setVariable(LineReader.HISTORY_FILE, path));
        super.attach(reader);
    }

    @Override
    public void add(Instant time, String line) {
        if (!SECRET.matcher(line).find() && Secrets.masked(line).equals(line)) {
            super.add(time, line);
        }
    }

    @Override
    public void load() {
        try {
            super.load();
        } catch (IOException | RuntimeException e) {
            tell(e);
        }
    }

    @Override
    public void save() {
        try {
            super.save();
        } catch (IOException | RuntimeException e) {
            tell(e);
        }
    }

    /** Others must not read it, and JLine would make it with whatever mode the umask leaves. */
    private boolean isThere(Path path) {
        try {
            if (Files.notExists(path)) {
                Path directory = path.toAbsolutePath().getParent();
                if (directory != null) {
                    Files.createDirectories(
                            directory,
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                }
                Files.createFile(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return true;
        } catch (IOException | RuntimeException e) {
            tell(e);
            return false;
        }
    }

    private void tell(Exception e) {
        if (!told) {
            told = true;
            file.ifPresent(path ->
                    notice.accept("what is typed here is not kept for the next console; %s: %s".formatted(path, e)));
        }
    }
}
