package io.pgretype.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.pgretype.shell.ShellProcess.Ending;
import io.pgretype.testkit.TestDatabase;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a change that was really run, as a browser shows it. */
class ReportIT {

    @TempDir
    private static Path directory;

    @AutoClose
    private static TestDatabase database;

    private static Path page;

    @BeforeAll
    static void runAChange() throws Exception {
        database = TestDatabase.create();
        database.execute(
                "create table file (id bigint primary key, size integer)",
                "insert into file select i, i from generate_series(1, 20000) as i");
        ShellProcess.writeChange(directory, "file-size", "table: file\ncolumns: {size: {type: bigint}}\n");
        run("advance", "file-size");
        page = directory.resolve("reports/file-size.html");
        Ending report = run("report", "file-size", "--out", page.toString());
        assertThat(report.output()).isEqualTo("wrote %s\n".formatted(page));
    }

    @Test
    void showsWhatHappened() {
        assertThat(page)
                .content()
                .contains("<td>expand</td>", "<td>verify</td>", "<figcaption>rows a second</figcaption>")
                .contains("20,000 rows in ")
                .contains("<td class=\"n\">20,000</td><td class=\"n good\">0</td>")
                .contains("table: file\ncolumns: {size: {type: bigint}}")
                .doesNotContain("<script");
    }

    @Test
    void aBrowserHasNothingToComplainOf() throws Exception {
        Page shown = show(page);

        assertThat(shown.dom()).contains("<h1>file-size</h1>");
        assertThat(shown.console()).isEmpty();
    }

    /** Wide tables are scrolled by themselves; the page never is. */
    @Test
    void fitsAPhone() throws Exception {
        Path phone = Files.writeString(directory.resolve("phone.html"), """
                <!doctype html>
                <iframe id="page" src="%s" width="360" height="800" style="border: 0"></iframe>
                <script>
                addEventListener('load', () => {
                  const shown = document.getElementById('page').contentDocument.documentElement;
                  document.title = shown.scrollWidth + ' of ' + shown.clientWidth;
                });
                </script>
                """.formatted(page.toUri()));

        assertThat(show(phone).dom()).containsPattern("<title>(\\d+) of \\1</title>");
    }

    private static Ending run(String... words) throws Exception {
        Ending ending = ShellProcess.run(directory, database.environment(), words);
        assertThat(ending.status()).as(ending.error()).isZero();
        return ending;
    }

    /** @param console what the page wrote to the browser's console, with errors of its own */
    private record Page(String dom, List<String> console) {}

    private static Page show(Path file) throws Exception {
        Optional<Path> browser = browser();
        assumeThat(browser).as("chromium is installed").isPresent();
        Path dom = directory.resolve("dom.html");
        Path log = directory.resolve("browser.log");
        Process process = new ProcessBuilder(
                        browser.get().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--allow-file-access-from-files",
                        "--user-data-dir=" + directory.resolve("profile"),
                        "--enable-logging=stderr",
                        "--virtual-time-budget=5000",
                        "--dump-dom",
                        file.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(log.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Page(
                Files.readString(dom),
                Files.readAllLines(log).stream()
                        .filter(line -> line.contains("CONSOLE"))
                        .toList());
    }

    private static Optional<Path> browser() {
        return Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .flatMap(directory -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
