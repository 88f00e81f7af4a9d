package io.pgretype.lint.judge;

import io.pgretype.lint.state.Catalog;
import io.pgretype.lint.state.Column;
import io.pgretype.lint.state.Relation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Columns that the running release does not find, or not as it knows them. */
final class ColumnsChanged implements Difference {

    private final ImplicitCasts casts;

    ColumnsChanged(ImplicitCasts casts) {
        this.casts = casts;
    }

    @Override
    public Stream<Change> between(Catalog old, Catalog now) {
        return old.relations().stream()
                .filter(relation -> !relation.isSequence() && !relation.isIndex())
                .flatMap(relation -> now.relation(relation.name()).stream()
                        .flatMap(same -> ofRelation(new Place(old, relation), new Place(now, same))));
    }

    /** A relation in one of the two catalogs. */
    record Place(Catalog catalog, Relation relation) {

        List<Column> columns() {
            return catalog.columns(relation.oid());
        }

        Optional<Column> column(String name) {
            return catalog.column(relation.oid(), name);
        }

        String sql() {
            return relation.name().sql();
        }

        /** A CHECK that says that the column is not NULL, alone or with AND. */
        boolean refusesNull(Column column) {
            String demand = column.name().sql() + " IS NOT NULL";
            return catalog.constraints().stream()
                    .filter(constraint -> constraint.isCheck() && constraint.enforced())
                    .filter(constraint -> constraint.table() == relation.oid())
                    .anyMatch(constraint ->
                            Conjunction.of(constraint.definition()).contains(demand));
        }
    }

    private Stream<Change> ofRelation(Place old, Place now) {
        Stream<Change> kept = old.columns().stream()
                .flatMap(column -> now.column(column.name().name())
                        .map(same -> ofColumn(old, now, column, same))
                        .orElseGet(() -> isLeftOver(now, column)
                                ? Stream.empty()
                                : Stream.of(change(gone(old, now, column), old, column))));
        return Stream.concat(kept, added(old, now));
    }

    /** {@code size_old} beside {@code size}: what pgretype leaves after the swap and no release ever named; or its twin. */
    private static boolean isLeftOver(Place now, Column column) {
        return now.columns().stream()
                .map(Column::name)
                .anyMatch(name -> column.name().equals(name.withSuffix("_old"))
                        || column.name().equals(name.withSuffix("_new")));
    }

    private static Change change(Report report, Place place, Column column) {
        return Change.of(report, place.sql() + "." + column.name().sql());
    }

    private static Report gone(Place old, Place now, Column column) {
        String name = "%s.%s".formatted(old.sql(), column.name().sql());
        if (old.relation().isView()) {
            return Report.of("view-changed-or-dropped", "%s is gone".formatted(name))
                    .wayOut("Keep the column in the view until no release reads it.");
        }
        Column renamed = now.catalog().column(old.relation().oid(), column.number());
        if (renamed != null) {
            return Report.of(
                            "column-renamed",
                            "%s became %s".formatted(name, renamed.name().sql()))
                    .wayOut(renaming(old, column, renamed));
        }
        return Report.of("column-dropped", "%s is gone".formatted(name))
                .wayOut(
                        "Drop it in a migration of the release after the one that names it no more:\nalter table %s drop column %s;"
                                .formatted(old.sql(), column.name().sql()));
    }

    private static String renaming(Place old, Column column, Column renamed) {
        return """
                alter table %1$s add column %3$s %4$s;
                -- a trigger that keeps %2$s and %3$s equal, then the old rows in batches:
                update %1$s set %3$s = %2$s where %3$s is distinct from %2$s and …;
                -- after the release that uses %3$s:
                alter table %1$s drop column %2$s;""".formatted(old.sql(), column.name().sql(), renamed.name().sql(), column.type());
    }

    private static Stream<Change> added(Place old, Place now) {
        return now.columns().stream()
                .filter(column -> old.relation().isTable())
                .filter(column -> old.column(column.name().name()).isEmpty())
                .filter(column -> column.notNull() && !column.hasValue() && !column.generated())
                .filter(column -> !isRenamed(old, now, column))
                .map(column -> change(withoutDefault(now, column), old, column));
    }

    private static boolean isRenamed(Place old, Place now, Column column) {
        return old.relation().oid() == now.relation().oid()
                && old.catalog().column(old.relation().oid(), column.number()) != null;
    }

    private static Report withoutDefault(Place now, Column column) {
        return Report.of(
                        "not-null-without-default",
                        "%s.%s is NOT NULL and has no default"
                                .formatted(now.sql(), column.name().sql()))
                .wayOut("""
                        alter table %1$s add column %2$s %3$s default …;
                        -- or without NOT NULL; and after the release that writes it, with all rows filled:
                        %4$s""".formatted(
                                now.sql(),
                                column.name().sql(),
                                column.type(),
                                NotNullWayOut.of(now.relation(), column.name())));
    }

    private Stream<Change> ofColumn(Place old, Place now, Column column, Column same) {
        Stream.Builder<Change> changes = Stream.builder();
        String name = "%s.%s".formatted(old.sql(), column.name().sql());
        if (!column.notNull()
                && same.notNull()
                && !old.refusesNull(column)
                && old.relation().isTable()
                && !old.relation().isView()) {
            changes.add(change(
                    Report.of("column-made-not-null", "%s is NOT NULL now".formatted(name))
                            .wayOut("After the release that always writes it:\n"
                                    + NotNullWayOut.of(now.relation(), column.name())),
                    old,
                    column));
        }
        if (column.hasValue() && !same.hasValue() && !isBehindView(old, now)) {
            changes.add(change(
                    Report.of(
                                    "default-dropped",
                                    "%s has no default any more; it was %s".formatted(name, column.value()))
                            .wayOut(
                                    "After the release that always writes it:\nalter table %s alter column %s drop default;"
                                            .formatted(old.sql(), column.name().sql())),
                    old,
                    column));
        }
        if (same.identity() == 'a' && column.identity() != 'a') {
            changes.add(change(
                    Report.of(
                                    "column-made-generated",
                                    "%s takes no values of its writers any more: GENERATED ALWAYS".formatted(name))
                            .wayOut("alter table %s alter column %s %s generated by default%s;"
                                    .formatted(
                                            old.sql(),
                                            column.name().sql(),
                                            column.identity() == 'd' ? "set" : "add",
                                            column.identity() == 'd' ? "" : " as identity")),
                    old,
                    column));
        }
        if (!column.type().equals(same.type())) {
            type(old, column, same).ifPresent(report -> changes.add(change(report, old, column)));
        }
        return changes.build();
    }

    /** What a view leaves out gets the default of its table. */
    private static boolean isBehindView(Place old, Place now) {
        return old.relation().kind() != 'v' && now.relation().kind() == 'v';
    }

    private Optional<Report> type(Place old, Column column, Column same) {
        if (column.typeOid() == same.typeOid() && !Modifiers.isNarrower(column, same)) {
            return Optional.empty();
        }
        if (column.typeOid() != same.typeOid() && casts.take(column.typeOid(), same.typeOid()) && same.modifier() < 0) {
            return Optional.empty();
        }
        boolean narrowed = column.typeOid() == same.typeOid() || casts.take(same.typeOid(), column.typeOid());
        String observed =
                "%s.%s was %s and is %s".formatted(old.sql(), column.name().sql(), column.type(), same.type());
        if (old.relation().isView()) {
            return Optional.of(Report.of("view-changed-or-dropped", observed));
        }
        return Optional.of(Report.of(narrowed ? "type-narrowed" : "type-changed", observed)
                .wayOut("Let pgretype change it: both columns are there until every release writes the new one.")
                .changeFile(ChangeFileText.of(old.relation(), List.of(same), old.catalog())));
    }
}
