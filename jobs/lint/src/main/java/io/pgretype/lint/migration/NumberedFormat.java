package io.pgretype.lint.migration;

import io.pgretype.lint.script.Client;
import io.pgretype.lint.script.SqlScript;
import java.util.List;
import java.util.Map;

/**
 * golang-migrate and sqlx: {@code 12_name.up.sql}, with sqlx also {@code 12_name.sql}, in the order of the numbers. A file
 * is sent whole: by golang-migrate without a transaction around it, by sqlx with one unless the file begins with
 * {@code -- no-transaction}.
 */
final class NumberedFormat implements Format {

    private final boolean sqlx;

    NumberedFormat(boolean sqlx) {
        this.sqlx = sqlx;
    }

    @Override
    public Plan plan(List<SourceFile> files, Map<String, String> placeholders) {
        PlanBuilder plan = new PlanBuilder();
        List<SourceFile> own = files.stream()
                .filter(this::isOurs)
                .sorted(Version.byLeadingNumber())
                .toList();
        Duplicates.refuse(
                own, file -> Version.leading(file.name()).orElseThrow().toString());
        own.forEach(file -> read(file, plan));
        return plan.build();
    }

    /** Of the two only sqlx keeps a checksum of its files. */
    private void read(SourceFile file, PlanBuilder plan) {
        SqlScript script = SqlScript.of(file.text(), Client.DRIVER);
        if (sqlx) {
            boolean one = !file.text().startsWith("-- no-transaction");
            plan.step(file.name(), Step.Kind.ONCE, file, one ? Transactions.ONE : Transactions.ONE_STRING, script);
        } else {
            plan.statements(file.name(), Step.Kind.ONCE, file, 1, Transactions.ONE_STRING, script);
        }
    }

    private boolean isOurs(SourceFile file) {
        String name = file.name();
        return !file.isInSubdirectory()
                && Version.leading(name).isPresent()
                && name.contains("_")
                && (name.endsWith(".up.sql") || (sqlx && file.isSql() && !name.endsWith(".down.sql")));
    }
}
