package io.pgretype.lint.judge;

import io.pgretype.lint.state.Column;
import io.pgretype.lint.state.Constraint;
import io.pgretype.lint.state.Relation;
import io.pgretype.lint.trace.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The statements that come to the same as one that read a table through, with the reading under a weaker lock. */
record ScanWayOut(Step step, List<Relation> scanned) {

    /** Empty where only the rule's own way is known. */
    String text() {
        List<String> statements = new ArrayList<>();
        Relation table = scanned.get(0);
        Relation root = step.before().catalog().root(table);
        for (Constraint constraint : Scans.validated(step)) {
            boolean written = constraint.isCheck() || constraint.isForeignKey();
            if (written && constraint.table() == root.oid()) {
                statements.add(constraint(root, constraint));
            } else if (constraint.domain() != 0) {
                statements.add(ofDomain(constraint));
            }
        }
        for (Column column : Scans.madeNotNull(step, table.oid())) {
            statements.add(NotNullWayOut.of(root, column.name()));
        }
        step.after().catalog().columns(table.oid()).stream()
                .filter(column -> column.notNull() && !column.hasValue())
                .filter(column -> step.before().catalog().column(table.oid(), column.number()) == null)
                .forEach(column -> statements.add(newColumn(root, column)));
        if (statements.isEmpty()) {
            new PartitionScan(step, scanned).wayOut().ifPresent(statements::add);
        }
        return String.join("\n", statements);
    }

    private String constraint(Relation table, Constraint constraint) {
        Optional<Constraint> old = step.before().catalog().constraints().stream()
                .filter(other -> other.table() == table.oid() && other.name().equals(constraint.name()))
                .findFirst();
        if (old.isPresent()) {
            return old.get().validated()
                    ? madeAgain(table, constraint)
                    : old.get().enforced() ? afterCommit() : beside(table, constraint);
        }
        if (table.kind() == 'p' && constraint.isForeignKey()) {
            return ofPartitions(constraint);
        }
        Optional<Column> added = addedColumn(table, constraint);
        String column = added.map(of -> "alter table %s add column %s %s;%n"
                        .formatted(table.name().sql(), of.name().sql(), of.type()))
                .orElse("");
        return column + """
                alter table %1$s add constraint %2$s %3$s not valid;
                alter table %1$s validate constraint %2$s;  -- in a transaction of its own""".formatted(table.name().sql(), constraint.name().sql(), constraint.definition());
    }

    /** ENFORCED looks at all rows at once. */
    private static String beside(Relation table, Constraint constraint) {
        return """
                alter table %1$s add constraint %2$s %3$s not valid;
                alter table %1$s validate constraint %2$s;  -- in a transaction of its own
                alter table %1$s drop constraint %4$s;""".formatted(
                        table.name().sql(),
                        constraint.name().withSuffix("_enforced").sql(),
                        constraint.definition(),
                        constraint.name().sql());
    }

    /** Before 18 the key of a partitioned table cannot be NOT VALID; it takes over those that its partitions have. */
    private String ofPartitions(Constraint constraint) {
        String each = scanned.stream()
                .filter(partition -> partition.kind() == 'r')
                .map(partition ->
                        """
                        alter table %1$s add constraint %2$s %3$s not valid;
                        alter table %1$s validate constraint %2$s;  -- in a transaction of its own
                        """.formatted(partition.name().sql(), constraint.name().sql(), constraint.definition()))
                .collect(Collectors.joining());
        return "%s%s;".formatted(each, step.statement().sql());
    }

    /** The server builds it again with its column, and looks at each row as for a new one. */
    private String madeAgain(Relation table, Constraint constraint) {
        return """
                alter table %1$s drop constraint %2$s;
                %4$s;
                alter table %1$s add constraint %2$s %3$s not valid;
                alter table %1$s validate constraint %2$s;  -- in a transaction of its own""".formatted(
                        table.name().sql(),
                        constraint.name().sql(),
                        constraint.definition(),
                        step.statement().sql());
    }

    /** VALIDATE itself would let others write. */
    private String afterCommit() {
        return "commit;  -- before this statement%n%s;"
                .formatted(step.statement().sql());
    }

    private Optional<Column> addedColumn(Relation table, Constraint constraint) {
        return constraint.columns().stream()
                .filter(number -> step.before().catalog().column(table.oid(), number) == null)
                .flatMap(number -> Optional.ofNullable(step.after().catalog().column(table.oid(), number)).stream())
                .findFirst();
    }

    private String ofDomain(Constraint constraint) {
        String domain = step.after().catalog().objects("type").stream()
                .filter(type -> type.oid() == constraint.domain())
                .map(type -> type.name())
                .findFirst()
                .orElse("…");
        boolean there = step.before().catalog().constraint(constraint.oid()).isPresent();
        String added = there
                ? ""
                : "alter domain %s add constraint %s %s not valid;%n"
                        .formatted(domain, constraint.name().sql(), constraint.definition());
        return added + """
                -- it holds new values already; VALIDATE takes SHARE locks while it reads, so at a quiet hour:
                alter domain %1$s validate constraint %2$s;""".formatted(domain, constraint.name().sql());
    }

    private static String newColumn(Relation table, Column column) {
        return """
                alter table %1$s add column %2$s %3$s;
                alter table %1$s alter column %2$s set default …;
                update %1$s set %2$s = … where %2$s is null and …;  -- some thousand rows a transaction, repeated
                %4$s""".formatted(
                        table.name().sql(), column.name().sql(), column.type(), NotNullWayOut.of(table, column.name()));
    }
}
