package io.pgretype.lint;

import io.pgretype.lint.report.Format;
import io.pgretype.lint.report.Verdict;
import io.pgretype.lint.settings.SettingsFile;
import io.pgretype.problem.ExitStatus;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** For a test of a team's own, in place of the command. */
public final class SafeMigrations {

    private SafeMigrations() {}

    /**
     * What the branch adds has no finding.
     *
     * @param repository the directory that has {@code .pgretype.yaml}
     * @param url a JDBC URL of a server that nobody works on, such as a container's; its role may create databases
     * @throws AssertionError with all findings, as the command prints them
     */
    public static void assertSafe(Path repository, String url) throws SQLException {
        assertSafe(repository, url, List.of());
    }

    /** The same of these files; what comes before them in their directory is run first. */
    public static void assertSafe(Path repository, String url, List<Path> files) throws SQLException {
        Verdict verdict =
                new Lint(repository, SettingsFile.of(repository), major -> ScratchSource.running(url)).judge(files);
        if (verdict.exitStatus() != ExitStatus.DONE) {
            throw new AssertionError(System.lineSeparator() + Format.TEXT.render(verdict, false));
        }
    }
}
