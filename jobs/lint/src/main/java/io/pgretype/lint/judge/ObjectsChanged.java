package io.pgretype.lint.judge;

import io.pgretype.lint.state.Catalog;
import io.pgretype.lint.state.NamedObject;
import io.pgretype.lint.state.Relation;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Types, functions, labels of enums, sequences' steps, privileges and row security. */
final class ObjectsChanged implements Difference {

    @Override
    public Stream<Change> between(Catalog old, Catalog now) {
        return Stream.of(
                        named(old, now, "type", "type-dropped-or-renamed"),
                        named(old, now, "function", "function-dropped-or-changed"),
                        labels(old, now),
                        sequences(old, now),
                        privileges(old, now),
                        rowSecurity(old, now),
                        policies(old, now))
                .flatMap(changes -> changes);
    }

    private static Stream<Change> named(Catalog old, Catalog now, String kind, String rule) {
        Map<String, NamedObject> left = byName(now, kind);
        return old.objects(kind).stream().flatMap(object -> {
            NamedObject same = left.get(object.name());
            String what = kind.equals("type") ? object.shape() : kind;
            if (same != null && same.shape().equals(object.shape())) {
                return Stream.empty();
            }
            Optional<String> renamed = now.objects(kind).stream()
                    .filter(other -> other.oid() == object.oid() && same == null)
                    .map(NamedObject::name)
                    .findFirst();
            String observed = same != null
                    ? "%s %s was %s and is %s".formatted(kind, object.name(), object.shape(), same.shape())
                    : renamed.map(name -> "%s %s became %s".formatted(what, object.name(), name))
                            .orElse("%s %s is gone".formatted(what, object.name()));
            return Stream.of(Change.of(Report.of(rule, observed), object.name()));
        });
    }

    private static Map<String, NamedObject> byName(Catalog catalog, String kind) {
        return catalog.objects(kind).stream()
                .collect(Collectors.toMap(NamedObject::name, Function.identity(), (first, second) -> first));
    }

    private static Stream<Change> labels(Catalog old, Catalog now) {
        Map<Long, NamedObject> left =
                now.objects("label").stream().collect(Collectors.toMap(NamedObject::oid, Function.identity()));
        Set<String> all = now.objects("label").stream()
                .map(label -> label.name() + " " + label.shape())
                .collect(Collectors.toSet());
        return old.objects("label").stream()
                .filter(label -> !all.contains(label.name() + " " + label.shape()))
                .filter(label -> byName(now, "type").containsKey(label.name()))
                .map(label -> {
                    NamedObject renamed = left.get(label.oid());
                    String became = renamed == null ? "is gone" : "became '%s'".formatted(renamed.shape());
                    return Change.of(
                            Report.of(
                                            "enum-value-renamed",
                                            "'%s' of %s %s".formatted(label.shape(), label.name(), became))
                                    .wayOut(renamed == null ? "" : addingLabel(renamed)),
                            label.name() + " " + label.shape());
                });
    }

    private static String addingLabel(NamedObject label) {
        return """
                alter type %s add value '%s';
                -- a release that reads both; then the rows in batches; the old value stays, unused""".formatted(label.name(), label.shape().replace("'", "''"));
    }

    private static Stream<Change> sequences(Catalog old, Catalog now) {
        Map<String, NamedObject> left = byName(now, "sequence");
        return old.objects("sequence").stream()
                .flatMap(sequence -> Optional.ofNullable(left.get(sequence.name()))
                        .filter(same -> !step(same.shape()).equals(step(sequence.shape())))
                        .map(same -> Change.of(
                                Report.of(
                                        "sequence-changed-or-dropped",
                                        "sequence %s was %s and is %s"
                                                .formatted(sequence.name(), sequence.shape(), same.shape())),
                                sequence.name()))
                        .stream());
    }

    /** Its type may change with the column's. */
    private static String step(String shape) {
        return shape.substring(shape.indexOf("increment"), shape.indexOf(", from"));
    }

    /** Of what is still there; what is gone is a finding by itself. */
    private static Stream<Change> privileges(Catalog old, Catalog now) {
        Set<String> left = byName(now, "privilege").keySet();
        Set<String> objects = byName(now, "privilege").values().stream()
                .map(NamedObject::shape)
                .collect(Collectors.toSet());
        Set<String> names = new HashSet<>();
        now.objects("function").forEach(function -> names.add(function.name()));
        now.relations().forEach(relation -> {
            String table = relation.name().sql();
            names.add(table);
            now.columns(relation.oid())
                    .forEach(column ->
                            names.add("%s of table %s".formatted(column.name().sql(), table)));
        });
        return old.objects("privilege").stream()
                .filter(privilege -> !left.contains(privilege.name()))
                .filter(privilege -> objects.contains(privilege.shape()) || isLeft(privilege.shape(), names))
                .map(privilege -> Change.of(
                        Report.of("privilege-revoked", "%s is taken away".formatted(privilege.name()))
                                .wayOut("After the release that does without it, or keep it:\ngrant %s;"
                                        .formatted(privilege.name())),
                        privilege.name()));
    }

    /** All privileges of something may be gone, and the thing be there. */
    private static boolean isLeft(String object, Set<String> names) {
        int space = object.indexOf(' ');
        return names.contains(object.substring(space + 1))
                || object.startsWith("schema ")
                || object.startsWith("type ");
    }

    private static Stream<Change> rowSecurity(Catalog old, Catalog now) {
        return old.relations().stream()
                .filter(relation -> !relation.rowSecurity())
                .filter(relation -> now.relation(relation.name())
                        .filter(Relation::rowSecurity)
                        .isPresent())
                .map(relation -> Change.of(
                        Report.of(
                                        "row-security-on",
                                        "row security of %s is on"
                                                .formatted(relation.name().sql()))
                                .wayOut("""
                                        create policy running_release on %1$s using (true) with check (true);
                                        alter table %1$s enable row level security;
                                        -- after the release that knows the policies:
                                        drop policy running_release on %1$s;""".formatted(relation.name().sql())),
                        relation.name().sql()));
    }

    /** Permissive ones that are gone or others now, and new restrictive ones, where row security was on. */
    private static Stream<Change> policies(Catalog old, Catalog now) {
        Map<Long, NamedObject> left =
                now.objects("policy").stream().collect(Collectors.toMap(NamedObject::oid, Function.identity()));
        Map<Long, NamedObject> had =
                old.objects("policy").stream().collect(Collectors.toMap(NamedObject::oid, Function.identity()));
        Stream<Change> gone = old.objects("policy").stream()
                .filter(policy -> policy.shape().startsWith("permissive"))
                .filter(policy -> isOnSecured(old, policy) && isOnSecured(now, policy))
                .filter(policy -> !Optional.ofNullable(left.get(policy.oid()))
                        .map(NamedObject::shape)
                        .orElse("")
                        .equals(policy.shape()))
                .map(policy -> policyChange("policy %s was: %s", policy));
        Stream<Change> added = now.objects("policy").stream()
                .filter(policy -> policy.shape().startsWith("restrictive") && isOnSecured(old, policy))
                .filter(policy -> !had.containsKey(policy.oid()))
                .map(policy -> policyChange("policy %s is new: %s", policy));
        return Stream.concat(gone, added);
    }

    private static Change policyChange(String text, NamedObject policy) {
        return Change.of(Report.of("policy-changed", text.formatted(policy.name(), policy.shape())), policy.name());
    }

    private static boolean isOnSecured(Catalog catalog, NamedObject policy) {
        String table = policy.name().substring(policy.name().lastIndexOf(" on ") + " on ".length());
        return catalog.relations().stream()
                .filter(Relation::rowSecurity)
                .anyMatch(relation -> relation.name().sql().equals(table)
                        || relation.name().name().sql().equals(table));
    }
}
