package io.pgretype.lint.judge;

import io.pgretype.change.Identifier;
import io.pgretype.lint.state.Catalog;
import io.pgretype.lint.state.Relation;
import io.pgretype.lint.trace.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What proves to the server what it would read a table through for: that the table's rows are within the bound that it gets,
 * or that none of the default partition's is within the bound of a new one.
 */
record PartitionScan(Step step, List<Relation> scanned) {

    private record Proof(Relation table, Identifier name, String condition) {

        String added() {
            return """
                    alter table %1$s add constraint %2$s check (%3$s) not valid;
                    alter table %1$s validate constraint %2$s;  -- in a transaction of its own
                    """.formatted(table.name().sql(), name.sql(), condition);
        }

        String dropped() {
            return "alter table %s drop constraint %s;%n".formatted(table.name().sql(), name.sql());
        }
    }

    /** Empty where nothing became a partition. */
    Optional<String> wayOut() {
        List<Proof> proofs =
                scanned.stream().flatMap(table -> proof(table).stream()).toList();
        if (proofs.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        proofs.forEach(proof -> text.append(proof.added()));
        scanned.forEach(table -> keys(table).forEach(text::append));
        text.append("%s;  -- the CHECK proves what it would have looked for%n"
                .formatted(step.statement().sql()));
        proofs.forEach(proof -> text.append(proof.dropped()));
        return Optional.of(text.toString().strip());
    }

    /** Foreign keys that it gets with its place; it keeps those that it has. */
    private Stream<String> keys(Relation table) {
        return step.after().catalog().constraints().stream()
                .filter(key -> key.isForeignKey() && key.table() == table.oid())
                .filter(key -> step.before().catalog().constraint(key.oid()).isEmpty())
                .map(key -> """
                        alter table %1$s add constraint %2$s %3$s not valid;
                        alter table %1$s validate constraint %2$s;  -- in a transaction of its own
                        """.formatted(table.name().sql(), key.name().sql(), key.definition()));
    }

    private Optional<Proof> proof(Relation table) {
        Relation now = step.after().catalog().relation(table.oid()).orElse(table);
        Identifier name = table.name().name().withSuffix("_bound");
        if (isNew(now)) {
            return Optional.of(new Proof(table, name, now.bound()));
        }
        return added(now.parent())
                .filter(other -> other.oid() != table.oid())
                .findFirst()
                .map(other -> new Proof(table, name, "not (%s)".formatted(other.bound())));
    }

    private Stream<Relation> added(long parent) {
        return step.after().catalog().relations().stream()
                .filter(relation -> relation.parent() == parent && isNew(relation));
    }

    /** A partition since this statement. */
    private boolean isNew(Relation now) {
        Catalog before = step.before().catalog();
        return !now.bound().isEmpty()
                && before.relation(now.oid())
                        .filter(old -> old.parent() == now.parent())
                        .isEmpty();
    }
}
