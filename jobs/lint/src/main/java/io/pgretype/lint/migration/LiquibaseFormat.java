package io.pgretype.lint.migration;

import io.pgretype.lint.script.Client;
import io.pgretype.lint.script.SqlScript;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Liquibase's formatted SQL, a changeset a step, each in its transaction unless it says otherwise. Files are taken in the
 * order in which a changelog names them, else by their names. Contexts, labels and preconditions are passed over: all
 * changesets run.
 */
final class LiquibaseFormat implements Format {

    private static final String HEADER = "liquibase formatted sql";
    private static final String CHANGESET = "changeset";
    private static final List<String> CHANGELOGS = List.of(".xml", ".yaml", ".yml", ".json");

    @Override
    public Plan plan(List<SourceFile> files, Map<String, String> placeholders) {
        PlanBuilder plan = new PlanBuilder();
        files.stream()
                .filter(LiquibaseFormat::isFormattedSql)
                .sorted(order(files))
                .forEach(file -> read(file, placeholders, plan));
        // A changelog that only includes others has nothing that is missing here.
        files.stream()
                .filter(file -> isChangelog(file) && hasChangesets(file))
                .sorted(Comparator.comparing(file -> file.relative().toString()))
                .forEach(file -> plan.unresolved(
                        file, 1, "a Liquibase changelog that is not in SQL; only formatted SQL is read"));
        return plan.build();
    }

    static boolean isFormattedSql(SourceFile file) {
        if (!file.isSql()) {
            return false;
        }
        Lines lines = new Lines(file.text());
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                return lines.comment(i).toLowerCase(Locale.ROOT).startsWith(HEADER);
            }
        }
        return false;
    }

    static boolean isChangelog(SourceFile file) {
        return CHANGELOGS.stream().anyMatch(file.name()::endsWith)
                && file.text().contains("databaseChangeLog");
    }

    private static boolean hasChangesets(SourceFile file) {
        return file.text().toLowerCase(Locale.ROOT).contains(CHANGESET);
    }

    private static Comparator<SourceFile> order(List<SourceFile> files) {
        String changelogs = String.join(
                "\n",
                files.stream()
                        .filter(LiquibaseFormat::isChangelog)
                        .sorted(Comparator.comparing(file -> file.relative().toString()))
                        .map(SourceFile::text)
                        .toList());
        return Comparator.<SourceFile>comparingInt(file -> {
                    int at = changelogs.indexOf(file.name());
                    return at < 0 ? Integer.MAX_VALUE : at;
                })
                .thenComparing(file -> file.relative().toString());
    }

    private static void read(SourceFile file, Map<String, String> placeholders, PlanBuilder plan) {
        Lines lines = new Lines(file.text());
        List<Integer> heads = new ArrayList<>();
        Map<String, String> properties = new HashMap<>(placeholders);
        boolean ignoring = false;
        int ignored = 0;
        boolean[] kept = new boolean[lines.size()];
        for (int i = 0; i < lines.size(); i++) {
            String comment = lines.comment(i);
            if (isCommand(comment, CHANGESET)) {
                heads.add(i);
            } else if (isCommand(comment, "property")) {
                property(comment).ifPresent(property -> properties.putIfAbsent(property[0], property[1]));
            } else if (comment.startsWith("ignoreLines:")) {
                String value = comment.substring("ignoreLines:".length()).strip();
                ignoring = value.equals("start");
                ignored = Version.of(value).isPresent() ? Integer.parseInt(value) : 0;
            } else {
                kept[i] = !ignoring && ignored == 0;
                ignored = Math.max(0, ignored - 1);
            }
        }
        for (int i = 0; i < heads.size(); i++) {
            int first = heads.get(i);
            int begin = firstComment(lines, first);
            int end = i + 1 < heads.size() ? firstComment(lines, heads.get(i + 1)) : lines.size();
            ChangesetHead head = ChangesetHead.of(lines.comment(first).substring(CHANGESET.length()));
            if (head.runsOnPostgres()) {
                SqlScript script = script(lines, head, properties, line -> kept[line] && line >= begin && line < end);
                plan.statements(
                        file.relative() + " " + head.id(),
                        head.isRepeatable() ? Step.Kind.REPEATABLE : Step.Kind.ONCE,
                        file,
                        first + 1,
                        transactions(head),
                        script);
            }
        }
    }

    /** The comments right above a changeset are about it. */
    private static int firstComment(Lines lines, int head) {
        int first = head;
        while (first > 0 && !lines.comment(first - 1).isEmpty()) {
            first--;
        }
        return first;
    }

    private static boolean isCommand(String comment, String command) {
        return comment.toLowerCase(Locale.ROOT).startsWith(command + " ");
    }

    private static Optional<String[]> property(String comment) {
        Map<String, String> words = ChangesetHead.of(comment).attributes();
        return words.containsKey("name") && words.containsKey("value")
                ? Optional.of(new String[] {words.get("name"), words.get("value")})
                : Optional.empty();
    }

    private static Transactions transactions(ChangesetHead head) {
        if (head.runsInTransaction()) {
            return Transactions.ONE;
        }
        return head.splitsStatements() ? Transactions.EACH_STATEMENT : Transactions.ONE_STRING;
    }

    /** Where each string between delimiters has a transaction of its own, what one has of statements stays together. */
    private static SqlScript script(
            Lines lines, ChangesetHead head, Map<String, String> properties, IntPredicate within) {
        String delimiter = head.endDelimiter();
        if (delimiter.isEmpty() || !head.splitsStatements()) {
            return SqlScript.of(replaced(lines.only(within), properties), Client.DRIVER);
        }
        List<SqlScript> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (within.test(i) && (lines.endsWith(i, delimiter) || i == lines.size() - 1 || !within.test(i + 1))) {
                int first = start;
                int last = i;
                String text = lines.only(line -> within.test(line) && line >= first && line <= last, delimiter);
                SqlScript script = SqlScript.of(replaced(text, properties), Client.DRIVER);
                parts.add(head.runsInTransaction() ? script : script.joined());
                start = i + 1;
            }
        }
        return Scripts.together(parts);
    }

    /** Liquibase leaves alone what has no value. */
    private static String replaced(String text, Map<String, String> properties) {
        return Placeholders.of(properties).replaceIn(text, (name, line) -> {});
    }
}
