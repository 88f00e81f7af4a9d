package io.pgretype.lint.judge;

import io.pgretype.lint.migration.Migration;
import io.pgretype.lint.migration.Transactions;
import io.pgretype.lint.trace.ToolSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The cases of {@code verdicts/*.sql}. A file begins with {@code -- setup}; a case with {@code -- case: NAME}. Its next lines
 * say {@code -- verdict:} none, or kinds with the rules; {@code -- since: 15}; {@code -- whole} for the tool's transaction,
 * {@code -- one string}; {@code -- plain} for a tool that sets no lock_timeout. {@code -- before} and {@code -- then} divide an
 * earlier file from the one that is judged.
 */
record Verdicts(String file, String setup, List<Case> cases) {

    private static final Path DIRECTORY = Path.of(System.getProperty("verdicts", "src/test/resources/verdicts"));

    /** What is expected, as a sorted text: {@code COMPATIBILITY column-dropped}. */
    record Case(String file, String name, List<String> head, String before, String sql) {

        String expected() {
            String verdict = value("verdict").orElseThrow();
            return Arrays.stream(verdict.split(",")).map(String::strip).sorted().collect(Collectors.joining(", "));
        }

        int since() {
            return value("since").map(Integer::valueOf).orElse(14);
        }

        ToolSession tool() {
            return head.contains("-- plain") ? ToolSession.plain() : ToolSession.withLockTimeout("2s");
        }

        Migration migration() {
            Migration each = Script.each(name, sql);
            Transactions transactions = head.contains("-- whole")
                    ? Transactions.ONE
                    : head.contains("-- one string") ? Transactions.ONE_STRING : Transactions.EACH_STATEMENT;
            return new Migration(each.file(), transactions, each.statements());
        }

        private Optional<String> value(String key) {
            String prefix = "-- " + key + ": ";
            return head.stream()
                    .filter(line -> line.startsWith(prefix))
                    .map(line -> line.substring(prefix.length()))
                    .findFirst();
        }

        @Override
        public String toString() {
            return file + ": " + name;
        }
    }

    static List<Verdicts> all() {
        try (var files = Files.list(DIRECTORY)) {
            return new TreeSet<>(files.toList()).stream().map(Verdicts::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Verdicts read(Path path) {
        try {
            String file = path.getFileName().toString();
            String[] parts = Files.readString(path).split("(?m)^-- case: ");
            List<Case> cases = new ArrayList<>();
            for (int i = 1; i < parts.length; i++) {
                cases.add(read(file, parts[i]));
            }
            return new Verdicts(file, parts[0], cases);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Case read(String file, String text) {
        List<String> lines = text.lines().toList();
        int at = 1;
        while (lines.get(at).startsWith("-- ")
                && !lines.get(at).equals("-- before")
                && !lines.get(at).startsWith("-- pgretype")) {
            at++;
        }
        List<String> rest = lines.subList(at, lines.size());
        int then = rest.indexOf("-- then");
        return new Case(
                file,
                lines.get(0),
                lines.subList(1, at),
                then < 0 ? "" : String.join("\n", rest.subList(1, then)),
                String.join("\n", rest.subList(then + 1, rest.size())));
    }
}
