package io.pgretype.lint.judge;

import io.pgretype.lint.state.Catalog;
import io.pgretype.lint.state.NamedObject;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Types, labels of enums, sequences' steps, privileges and what roles are members of. */
final class ObjectsChanged implements Difference {

    @Override
    public Stream<Change> between(Catalog old, Catalog now) {
        return Stream.of(
                        types(old, now),
                        labels(old, now),
                        sequences(old, now),
                        privileges(old, now),
                        memberships(old, now))
                .flatMap(changes -> changes);
    }

    private static Stream<Change> types(Catalog old, Catalog now) {
        Map<String, NamedObject> left = now.objectsByName("type");
        return old.objects("type").stream()
                .filter(type -> !Optional.ofNullable(left.get(type.name()))
                        .map(NamedObject::shape)
                        .orElse("")
                        .equals(type.shape()))
                .map(type -> Change.of(
                        Report.of("type-dropped-or-renamed", whatBecame(now, type, left.get(type.name()))),
                        type.name()));
    }

    private static String whatBecame(Catalog now, NamedObject type, @Nullable NamedObject same) {
        return same != null
                ? "type %s was %s and is %s".formatted(type.name(), type.shape(), same.shape())
                : now.objects("type").stream()
                        .filter(other -> other.oid() == type.oid())
                        .findFirst()
                        .map(other -> "%s %s became %s".formatted(type.shape(), type.name(), other.name()))
                        .orElse("%s %s is gone".formatted(type.shape(), type.name()));
    }

    private static Stream<Change> labels(Catalog old, Catalog now) {
        Map<Long, NamedObject> left =
                now.objects("label").stream().collect(Collectors.toMap(NamedObject::oid, Function.identity()));
        Set<String> all = now.objects("label").stream()
                .map(label -> label.name() + " " + label.shape())
                .collect(Collectors.toSet());
        Set<String> types = now.objectsByName("type").keySet();
        return old.objects("label").stream()
                .filter(label -> !all.contains(label.name() + " " + label.shape()))
                .filter(label -> types.contains(label.name()))
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
        Map<String, NamedObject> left = now.objectsByName("sequence");
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
        Map<String, NamedObject> privileges = now.objectsByName("privilege");
        Set<String> left = privileges.keySet();
        Set<String> objects =
                privileges.values().stream().map(NamedObject::shape).collect(Collectors.toSet());
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
                .filter(privilege -> !left.contains(privilege.name()) && !left.contains(ofAll(privilege.name())))
                .filter(privilege -> objects.contains(privilege.shape()) || isLeft(privilege.shape(), names))
                .map(privilege -> Change.of(
                        Report.of("privilege-revoked", "%s is taken away".formatted(privilege.name()))
                                .wayOut("After the release that does without it, or keep it:\ngrant %s;"
                                        .formatted(privilege.name())),
                        privilege.name()));
    }

    private static Stream<Change> memberships(Catalog old, Catalog now) {
        Set<String> left = now.objectsByName("membership").keySet();
        return old.objects("membership").stream()
                .map(NamedObject::name)
                .filter(name -> !left.contains(name))
                .map(name -> Change.of(
                        Report.of("privilege-revoked", "the membership %s is taken away".formatted(name))
                                .wayOut("After the release that does without it, or keep it:\ngrant %s;"
                                        .formatted(name)),
                        name));
    }

    private static String ofAll(String privilege) {
        return privilege.substring(0, privilege.lastIndexOf(" to ")) + " to public";
    }

    /** All privileges of something may be gone, and the thing be there. */
    private static boolean isLeft(String object, Set<String> names) {
        int space = object.indexOf(' ');
        return names.contains(object.substring(space + 1))
                || object.startsWith("schema ")
                || object.startsWith("type ");
    }
}
