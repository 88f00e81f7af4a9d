package io.pgretype.lint.migration;

import io.pgretype.lint.script.Client;
import io.pgretype.lint.script.SqlScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * goose: each statement after {@code -- +goose Up} by itself, in one transaction unless the file says
 * {@code NO TRANSACTION}; what is between {@code StatementBegin} and {@code StatementEnd} is sent as one string.
 */
final class GooseFormat implements Format {

    private static final String ANNOTATION = "+goose ";

    @Override
    public Plan plan(List<SourceFile> files, Map<String, String> placeholders) {
        PlanBuilder plan = new PlanBuilder();
        List<SourceFile> own = files.stream()
                .filter(file -> !file.isInSubdirectory()
                        && Version.leading(file.name()).isPresent()
                        && (file.isSql() || isGo(file)))
                .sorted(Version.byLeadingNumber())
                .toList();
        Duplicates.refuse(
                own, file -> Version.leading(file.name()).orElseThrow().toString());
        own.forEach(file -> read(file, placeholders, plan));
        return plan.build();
    }

    private static boolean isGo(SourceFile file) {
        return file.name().endsWith(".go")
                && !file.name().endsWith("_test.go")
                && file.name().contains("_");
    }

    private static void read(SourceFile file, Map<String, String> placeholders, PlanBuilder plan) {
        if (isGo(file)) {
            plan.unresolved(file, 1, "a migration written in Go");
            return;
        }
        Lines lines = new Lines(file.text());
        /* The part that each line is in: 0 for none, and a new number where goose sends a new string. */
        int[] parts = new int[lines.size()];
        int part = 1;
        boolean up = true;
        boolean any = false;
        boolean transaction = true;
        boolean variables = false;
        List<Integer> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            switch (annotation(lines, i)) {
                case "up" -> {
                    up = true;
                    any = true;
                }
                case "down" -> up = false;
                case "no transaction" -> transaction = false;
                case "envsub on" -> variables = true;
                case "statementbegin" -> blocks.add(++part);
                case "statementend" -> part++;
                default -> {}
            }
            parts[i] = up ? part : 0;
        }
        if (!any) {
            plan.unresolved(file, 1, "goose refuses it, it has no line -- +goose Up");
            return;
        }
        List<SqlScript> scripts = new ArrayList<>();
        for (int i = 1; i <= part; i++) {
            int number = i;
            String text = lines.only(line -> parts[line] == number);
            SqlScript script =
                    SqlScript.of(variables ? substitute(file, text, placeholders, plan) : text, Client.DRIVER);
            scripts.add(!transaction && blocks.contains(number) ? script.joined() : script);
        }
        plan.statements(
                Version.leading(file.name()).orElseThrow().toString(),
                Step.Kind.ONCE,
                file,
                1,
                transaction ? Transactions.ONE : Transactions.EACH_STATEMENT,
                Scripts.together(scripts));
    }

    private static String substitute(SourceFile file, String text, Map<String, String> placeholders, PlanBuilder plan) {
        return Placeholders.of(placeholders)
                .replaceIn(text, (name, line) -> plan.unresolved(file, line, Placeholders.noValue(name)));
    }

    private static String annotation(Lines lines, int index) {
        String comment = lines.comment(index);
        return comment.startsWith(ANNOTATION)
                ? comment.substring(ANNOTATION.length()).strip().toLowerCase(Locale.ROOT)
                : "";
    }
}
