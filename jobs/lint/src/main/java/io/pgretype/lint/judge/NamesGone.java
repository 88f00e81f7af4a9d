package io.pgretype.lint.judge;

import io.pgretype.lint.state.Catalog;
import io.pgretype.lint.state.NamedObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Collations, operators, casts and configurations for text search; and what composite types are made of. */
final class NamesGone implements Difference {

    private static final String USED = " (used)";

    @Override
    public Stream<Change> between(Catalog old, Catalog now) {
        return Stream.of(names(old, now), attributes(old, now), newAttributes(old, now))
                .flatMap(changes -> changes);
    }

    private static Stream<Change> names(Catalog old, Catalog now) {
        Map<String, NamedObject> left = now.objectsByName("name");
        return old.objects("name").stream()
                .filter(object -> !left.containsKey(object.name()))
                .map(object -> Change.of(
                        Report.of("name-dropped-or-renamed", "%s is not found any more".formatted(object.name())),
                        object.name()));
    }

    private static Stream<Change> attributes(Catalog old, Catalog now) {
        Map<String, NamedObject> left = now.objectsByName("attribute");
        Set<String> types = now.objectsByName("type").keySet();
        return old.objects("attribute").stream()
                .filter(attribute -> types.contains(type(attribute)))
                .flatMap(attribute -> changed(attribute, Optional.ofNullable(left.get(attribute.name()))).stream());
    }

    private static Optional<Change> changed(NamedObject attribute, Optional<NamedObject> same) {
        if (same.filter(now -> spelled(now).equals(spelled(attribute))).isPresent()) {
            return Optional.empty();
        }
        String observed = same.map(now -> "was %s and is %s".formatted(spelled(attribute), spelled(now)))
                .orElse("is not found any more");
        return Optional.of(Change.of(
                Report.of("attribute-changed", "attribute %s %s".formatted(attribute.name(), observed)),
                attribute.name()));
    }

    /** What old code gives for a whole value has too few fields. */
    private static Stream<Change> newAttributes(Catalog old, Catalog now) {
        Map<String, NamedObject> had = old.objectsByName("attribute");
        Map<String, NamedObject> types = old.objectsByName("type");
        return now.objects("attribute").stream()
                .filter(attribute -> !had.containsKey(attribute.name()) && types.containsKey(type(attribute)))
                .filter(attribute -> attribute.shape().endsWith(USED) && isLarger(old, now, type(attribute)))
                .map(attribute -> Change.of(
                        Report.of(
                                        "attribute-changed",
                                        "attribute %s is new: a value given as a whole has too few"
                                                .formatted(attribute.name()))
                                .wayOut(
                                        "A new type with the attribute, and a new column of it; the old one goes after the release that writes the new."),
                        attribute.name()));
    }

    private static boolean isLarger(Catalog old, Catalog now, String type) {
        return count(now, type) > count(old, type);
    }

    private static long count(Catalog catalog, String type) {
        return catalog.objects("attribute").stream()
                .filter(attribute -> type(attribute).equals(type))
                .count();
    }

    private static String type(NamedObject attribute) {
        return attribute.name().substring(attribute.name().lastIndexOf(" of ") + " of ".length());
    }

    private static String spelled(NamedObject attribute) {
        return attribute.shape().replace(USED, "");
    }
}
