package io.pgretype.lint.migration;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The program git, run in one directory. Reads only. */
final class Git {

    private static final List<String> MAIN_BRANCHES =
            List.of("origin/HEAD", "origin/main", "origin/master", "main", "master");

    private final Path directory;

    Git(Path directory) {
        this.directory = directory;
    }

    /** The commit at which this branch left the other. */
    String mergeBase(Optional<String> base) {
        if (!isRepository()) {
            throw problem(directory + " is in no git repository", "Give the new files by their names.");
        }
        String other = base.orElseGet(this::mainBranch);
        // A name that begins with a hyphen would be an option.
        if (other.startsWith("-")
                || run("rev-parse", "--verify", "--quiet", other + "^{commit}").status() != 0) {
            throw problem("git does not know " + other, "Fetch it (git fetch origin), or name another with --base.");
        }
        Output mergeBase = run("merge-base", other, "HEAD");
        if (mergeBase.status() != 0) {
            throw problem(
                    "HEAD and " + other + " have no commit in common here",
                    "Fetch the history: git fetch --unshallow, in a GitHub workflow fetch-depth: 0.");
        }
        return mergeBase.text().strip();
    }

    boolean isRepository() {
        return run("rev-parse", "--is-inside-work-tree").status() == 0;
    }

    private String mainBranch() {
        return MAIN_BRANCHES.stream()
                .filter(name -> run("rev-parse", "--verify", "--quiet", name + "^{commit}")
                                .status()
                        == 0)
                .findFirst()
                .orElseThrow(() -> problem(
                        "there is no branch main or master, here or in origin", "Name the other branch with --base."));
    }

    /** All files below the directory at a commit, relative to it. */
    List<String> filesAt(String commit) {
        return paths("ls-tree", "-r", "-z", "--name-only", commit, "--", ".");
    }

    /** Those that are not the same in the working tree, or not there. */
    List<String> changedSince(String commit) {
        return paths("diff", "--name-only", "--no-renames", "--relative", "-z", commit, "--", ".");
    }

    /** All in the working tree, those that were not added yet too, without those that are ignored. */
    List<String> files() {
        return paths("ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", ".");
    }

    byte[] contentAt(String commit, String path) {
        return ok("show", commit + ":./" + path).bytes();
    }

    private List<String> paths(String... arguments) {
        return Arrays.stream(ok(arguments).text().split("\0"))
                .filter(path -> !path.isEmpty())
                .distinct()
                .toList();
    }

    private Output ok(String... arguments) {
        Output output = run(arguments);
        if (output.status() != 0) {
            throw problem("git " + arguments[0] + " failed in " + directory, "Run it to see why.");
        }
        return output;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Output(int status, byte[] bytes) {
        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private Output run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-c", "core.quotePath=false"));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        // A hook of git's runs with these set, for its own repository.
        List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX").forEach(builder.environment()::remove);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            try (InputStream in = process.getInputStream()) {
                byte[] bytes = in.readAllBytes();
                return new Output(process.waitFor(), bytes);
            }
        } catch (IOException e) {
            throw new ProblemException(
                    of("git could not be run", "Install git, or give the new files by their names."), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(of("git was interrupted", "Run the command again."), e);
        }
    }

    private static ProblemException problem(String observed, String next) {
        return new ProblemException(of(observed, next));
    }

    private static Problem of(String observed, String next) {
        return new Problem(
                ProblemCode.NO_MERGE_BASE,
                "What this branch adds cannot be told.",
                observed,
                Problem.NOTHING_CHANGED,
                next);
    }
}
