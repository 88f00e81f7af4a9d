package io.pgretype.lint.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A git repository on disk, with a branch that a team would open. */
public final class Repository {

    private final Path root;

    private Repository(Path root) {
        this.root = root;
    }

    public static Repository in(Path root) {
        Repository repository = new Repository(root);
        repository.git("init", "--quiet", "--initial-branch=main");
        return repository;
    }

    public Path root() {
        return root;
    }

    public Repository write(String file, String text) {
        Path path = root.resolve(file);
        try {
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    public Repository delete(String file) {
        try {
            Files.delete(root.resolve(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    public Repository rename(String from, String to) {
        return git("mv", from, to);
    }

    public Repository commit() {
        git("add", "--all");
        return git("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "--quiet", "--message", "x");
    }

    public Repository branch() {
        return git("checkout", "--quiet", "-b", "topic");
    }

    public Repository git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(root.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + output);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    MigrationSet find(String directory) {
        return find(MigrationOptions.of(Path.of(directory), "main"));
    }

    MigrationSet find(MigrationOptions options) {
        return new FindMigrations(root).find(options);
    }

    MigrationSet given(String... files) {
        List<Path> paths = List.of(files).stream().map(Path::of).toList();
        return find(new MigrationOptions(List.of(), Optional.empty(), paths, Optional.empty(), Map.of()));
    }
}
