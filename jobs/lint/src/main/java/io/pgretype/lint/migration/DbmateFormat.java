package io.pgretype.lint.migration;

import io.pgretype.lint.script.Client;
import io.pgretype.lint.script.SqlScript;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * dbmate: what is between {@code -- migrate:up} and {@code -- migrate:down} is sent as one string, in a transaction unless
 * {@code transaction:false} follows the first.
 */
final class DbmateFormat implements Format {

    private static final String UP = "migrate:up";
    private static final String DOWN = "migrate:down";

    @Override
    public Plan plan(List<SourceFile> files, Map<String, String> placeholders) {
        PlanBuilder plan = new PlanBuilder();
        List<SourceFile> own = files.stream()
                .filter(file -> file.isSql()
                        && !file.isInSubdirectory()
                        && Version.leading(file.name()).isPresent())
                .sorted(Comparator.comparing(SourceFile::name))
                .toList();
        Duplicates.refuse(
                own, file -> Version.leading(file.name()).orElseThrow().toString());
        own.forEach(file -> read(file, plan));
        return plan.build();
    }

    private static void read(SourceFile file, PlanBuilder plan) {
        Lines lines = new Lines(file.text());
        boolean[] up = new boolean[lines.size()];
        // What comes before the first of them is comments.
        boolean isUp = true;
        boolean any = false;
        boolean transaction = true;
        for (int i = 0; i < lines.size(); i++) {
            String[] words = lines.comment(i).split("\\s+");
            if (words[0].equals(UP)) {
                isUp = true;
                any = true;
                transaction &= Arrays.stream(words).noneMatch("transaction:false"::equals);
            } else if (words[0].equals(DOWN)) {
                isUp = false;
            }
            up[i] = isUp;
        }
        if (!any) {
            plan.unresolved(file, 1, "dbmate refuses it, it has no line -- migrate:up");
            return;
        }
        plan.statements(
                Version.leading(file.name()).orElseThrow().toString(),
                Step.Kind.ONCE,
                file,
                1,
                transaction ? Transactions.ONE : Transactions.ONE_STRING,
                SqlScript.of(lines.only(i -> up[i]), Client.DRIVER));
    }
}
