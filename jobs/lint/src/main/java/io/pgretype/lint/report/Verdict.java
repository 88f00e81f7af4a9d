package io.pgretype.lint.report;

import io.pgretype.lint.rule.Finding;
import io.pgretype.problem.ExitStatus;
import io.pgretype.problem.Secrets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was judged, and what was found.
 *
 * @param server the version of the PostgreSQL that it was tried on, for example {@code 18.6}
 * @param files in the order in which they run
 * @param statements how many of them were tried
 * @param findings by file and line
 * @param notes on files in which something was in the way
 */
public record Verdict(String server, List<Path> files, int statements, List<Finding> findings, List<Note> notes) {

    /** The rule of migrations that end with an error. */
    private static final String FAILS = "migration-fails";

    public Verdict {
        files = List.copyOf(files);
        List<Path> order = files;
        findings = findings.stream()
                .map(Verdict::withoutPasswords)
                .sorted(Comparator.<Finding>comparingInt(finding -> place(order, finding.file()))
                        .thenComparing(Finding::file)
                        .thenComparingInt(Finding::line)
                        .thenComparing(finding -> finding.rule().id()))
                .toList();
        notes = List.copyOf(notes);
    }

    /**
     * What was in the way: of judging a file, or of running an older one.
     *
     * @param reason in a few words, and what to do about it
     */
    public record Note(Path file, String reason) {}

    /** What a command ends with that has judged. */
    public ExitStatus exitStatus() {
        if (findings.isEmpty()) {
            return ExitStatus.DONE;
        }
        boolean fails =
                findings.stream().anyMatch(finding -> finding.rule().id().equals(FAILS));
        return fails ? ExitStatus.FAILED : ExitStatus.REFUSED;
    }

    /** Those that were tried, and after them others with findings. */
    List<Path> allFiles() {
        return Stream.concat(files.stream(), findings.stream().map(Finding::file))
                .distinct()
                .toList();
    }

    List<Finding> of(Path file) {
        return findings.stream().filter(finding -> finding.file().equals(file)).toList();
    }

    /** One line: how much was found in how much. */
    String summary() {
        if (files.isEmpty() && findings.isEmpty()) {
            return "No migrations to judge.";
        }
        String tried = "%s tried on PostgreSQL %s".formatted(counted(statements, "statement"), server);
        if (findings.isEmpty()) {
            return "Nothing found in %s, %s.".formatted(counted(files.size(), "file"), tried);
        }
        Collection<Path> concerned =
                findings.stream().map(Finding::file).distinct().toList();
        return "%s in %d of %s, %s."
                .formatted(
                        counted(findings.size(), "finding"),
                        concerned.size(),
                        counted(allFiles().size(), "file"),
                        tried);
    }

    private static String counted(int number, String noun) {
        return number == 1 ? "1 " + noun : "%d %ss".formatted(number, noun);
    }

    private static int place(List<Path> order, Path file) {
        int place = order.indexOf(file);
        return place < 0 ? order.size() : place;
    }

    /** A report is read by more people than the repository. */
    private static Finding withoutPasswords(Finding finding) {
        return new Finding(
                finding.rule(),
                finding.file(),
                finding.line(),
                Secrets.masked(finding.statement()),
                Secrets.masked(finding.observed()),
                Secrets.masked(finding.consequence()),
                Secrets.masked(finding.wayOut()),
                finding.changeFile());
    }
}
