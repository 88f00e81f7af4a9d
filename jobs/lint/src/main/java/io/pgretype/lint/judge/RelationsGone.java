package io.pgretype.lint.judge;

import io.pgretype.lint.state.Catalog;
import io.pgretype.lint.state.NamedObject;
import io.pgretype.lint.state.Relation;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables, views and sequences that are not found by their name any more. */
final class RelationsGone implements Difference {

    @Override
    public Stream<Change> between(Catalog old, Catalog now) {
        Set<Long> owned =
                old.objects("owned sequence").stream().map(NamedObject::oid).collect(Collectors.toSet());
        Stream<Change> gone = old.relations().stream()
                .filter(relation -> !relation.isIndex() && !owned.contains(relation.oid()))
                .filter(relation -> now.relation(relation.name()).isEmpty())
                .map(relation ->
                        Change.of(report(now, relation), relation.name().sql()));
        Stream<Change> useless = old.relations().stream()
                .filter(Relation::isView)
                .flatMap(view -> now.relation(view.name()).stream().flatMap(same -> useless(view, same)));
        return Stream.concat(gone, useless);
    }

    /** It is there, and cannot be read or written as before. */
    private static Stream<Change> useless(Relation view, Relation same) {
        String sql = view.name().sql();
        Stream.Builder<Change> changes = Stream.builder();
        if (view.populated() && !same.populated()) {
            changes.add(Change.of(
                    Report.of("view-changed-or-dropped", "%s has no data: who reads it gets an error".formatted(sql))
                            .wayOut("refresh materialized view %s;  -- in the same transaction".formatted(sql)),
                    sql + " unpopulated"));
        }
        if (same.kind() == 'v' && (view.writable() & ~same.writable()) != 0) {
            changes.add(Change.of(
                    Report.of("view-changed-or-dropped", "%s cannot be written any more as it could".formatted(sql))
                            .wayOut(
                                    "An INSTEAD OF trigger in the same transaction, or after the release that writes it no more."),
                    sql + " unwritable"));
        }
        return changes.build();
    }

    private static Report report(Catalog now, Relation relation) {
        Optional<Relation> renamed = now.relation(relation.oid());
        String sql = relation.name().sql();
        if (renamed.isPresent()) {
            String other = renamed.get().name().sql();
            return Report.of(
                            relation.isSequence() ? "sequence-changed-or-dropped" : "table-renamed",
                            "%s %s became %s".formatted(relation.kindInWords(), sql, other))
                    .wayOut(relation.isSequence() ? "" : forOldCode(relation, other));
        }
        String observed = "%s %s is gone".formatted(relation.kindInWords(), sql);
        if (relation.isSequence()) {
            return Report.of("sequence-changed-or-dropped", observed);
        }
        return relation.isView()
                ? Report.of("view-changed-or-dropped", observed)
                        .wayOut(
                                "Drop it in a migration of the release after the one that reads it no more:\ndrop %s %s;"
                                        .formatted(relation.kindInWords(), sql))
                : Report.of("table-dropped", observed)
                        .wayOut(
                                "Drop it in a migration of the release after the one that names it no more:\ndrop table %s;"
                                        .formatted(sql));
    }

    /** A plain view of one table can be written as well. */
    private static String forOldCode(Relation relation, String other) {
        return relation.kind() == 'v' || relation.isTable()
                ? """
                create view %s as select * from %s;
                -- in the same transaction; drop it after the release that uses the new name""".formatted(relation.name().sql(), other)
                : "";
    }
}
