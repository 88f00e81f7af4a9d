package io.pgretype.lint.migration;

import io.pgretype.lint.script.Client;
import io.pgretype.lint.script.SqlScript;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Files that psql runs one after the other, a directory's before those below it. Where names begin with numbers, by
 * these: 2 before 10.
 */
final class PlainFormat implements Format {

    private static final List<String> WAY_BACK = List.of(".down.sql", ".undo.sql", ".rollback.sql");

    @Override
    public Plan plan(List<SourceFile> files, Map<String, String> placeholders) {
        PlanBuilder plan = new PlanBuilder();
        files.stream()
                .filter(file -> file.isSql() && !isWayBack(file))
                .sorted(Comparator.comparing(PlainFormat::directory).thenComparing(Version.byLeadingNumber()))
                .forEach(file -> plan.statements(
                        file.relative().toString(),
                        Step.Kind.ONCE,
                        file,
                        1,
                        Transactions.EACH_STATEMENT,
                        SqlScript.of(file.text(), Client.PSQL, placeholders)));
        return plan.build();
    }

    static boolean isWayBack(SourceFile file) {
        return WAY_BACK.stream().anyMatch(file.name()::endsWith);
    }

    private static String directory(SourceFile file) {
        return file.isInSubdirectory() ? String.valueOf(file.relative().getParent()) : "";
    }
}
