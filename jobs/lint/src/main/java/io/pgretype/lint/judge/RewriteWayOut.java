package io.pgretype.lint.judge;

import io.pgretype.change.Identifier;
import io.pgretype.lint.state.Column;
import io.pgretype.lint.state.Relation;
import io.pgretype.lint.trace.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What to do instead of the statement that wrote a table again: by what it did to the columns. */
record RewriteWayOut(Step step, Relation table) {

    Report of(Report report) {
        List<Column> retyped = new ArrayList<>();
        List<Column> added = new ArrayList<>();
        for (Column now : step.after().catalog().columns(table.oid())) {
            Column old = step.before().catalog().column(table.oid(), now.number());
            if (old == null) {
                added.add(now);
            } else if (!old.type().equals(now.type())) {
                retyped.add(now);
            }
        }
        if (!retyped.isEmpty()) {
            return retyping(report, retyped);
        }
        return added.isEmpty() ? report : report.wayOut(adding(added));
    }

    private Report retyping(Report report, List<Column> columns) {
        String change = ChangeFileText.name(table.name().name().name(), columns);
        Optional<String> file = ChangeFileText.of(table, columns, step.before().catalog());
        return file.isPresent()
                ? report.changeFile(file).wayOut("""
                                Let pgretype change the type while the application writes: save the change file as
                                %1$s.yaml, then
                                ./pgretype plan %1$s
                                ./pgretype advance %1$s""".formatted(change))
                : report.wayOut(columns.stream().map(this::beside).collect(Collectors.joining("\n")));
    }

    /** By hand, what pgretype does for tables that it takes. */
    private String beside(Column column) {
        Identifier twin = column.name().withSuffix("_new");
        return """
                alter table %1$s add column %2$s %3$s;
                -- a trigger that keeps %4$s and %2$s equal, then the old rows in batches:
                update %1$s set %2$s = %4$s where %2$s is distinct from %4$s and …;
                begin;  -- when all are equal
                alter table %1$s rename column %4$s to %5$s;
                alter table %1$s rename column %2$s to %4$s;
                commit;""".formatted(
                        table.name().sql(),
                        twin.sql(),
                        column.type(),
                        column.name().sql(),
                        column.name().withSuffix("_old").sql());
    }

    private String adding(List<Column> columns) {
        String sql = table.name().sql();
        StringBuilder text = new StringBuilder();
        for (Column column : columns) {
            String name = column.name().sql();
            if (column.generated()) {
                text.append("alter table %s add column %s %s;%n".formatted(sql, name, column.type()))
                        .append("-- a trigger fills it in new rows, an UPDATE in batches the old ones, with%n-- %s%n"
                                .formatted(column.value()));
                continue;
            }
            if (column.domain()) {
                text.append(ofDomain(column));
                continue;
            }
            text.append("alter table %s add column %s %s;%n".formatted(sql, name, column.type()));
            if (column.identity() != ' ') {
                text.append("create sequence %s_%s_seq;%n"
                                .formatted(table.name().sql().replace("\"", ""), name.replace("\"", "")))
                        .append("alter table %s alter column %s set default nextval('%s_%s_seq');%n"
                                .formatted(sql, name, table.name().sql().replace("\"", ""), name.replace("\"", "")));
            } else if (column.hasValue()) {
                text.append("alter table %s alter column %s set default %s;%n".formatted(sql, name, column.value()));
            }
            text.append("update %s set %s = %s where %s is null and …;  -- some thousand rows a transaction, repeated%n"
                    .formatted(
                            sql,
                            name,
                            column.hasValue() && column.identity() == ' ' ? column.value() : "default",
                            name));
            if (column.notNull()) {
                text.append(NotNullWayOut.of(table, column.name())).append('\n');
            }
        }
        return text.toString().strip();
    }

    /** PostgreSQL looks at each row for a domain with a constraint, even where the new column is NULL. */
    private String ofDomain(Column column) {
        return """
                alter table %1$s add column %2$s …;  -- the type below %3$s
                alter table %1$s add constraint %4$s check (…) not valid;  -- the conditions of %3$s
                alter table %1$s validate constraint %4$s;  -- in a transaction of its own
                """.formatted(
                table.name().sql(),
                column.name().sql(),
                column.type(),
                table.name().name().withSuffix("_" + column.name() + "_check").sql());
    }
}
