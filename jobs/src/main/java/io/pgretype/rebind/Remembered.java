package io.pgretype.rebind;

import io.pgretype.catalog.BoundDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How objects were worded before the swap that is taken back. Printed since, they lack the casts that the new type made needless,
 * or have some that it made necessary.
 */
final class Remembered {

    static final Remembered NOTHING = new Remembered(List.of());

    private final Map<String, BoundDefinition> definitions;

    Remembered(List<BoundDefinition> definitions) {
        this.definitions =
                definitions.stream().collect(Collectors.toUnmodifiableMap(BoundDefinition::name, Function.identity()));
    }

    /**
     * Where the object is worded otherwise since, and nobody else has changed it.
     *
     * @param printed as it is now, with all names qualified
     */
    Optional<BoundDefinition> of(String name, String printed) {
        return Optional.ofNullable(definitions.get(name))
                .filter(one -> one.after().equals(printed) && !one.before().equals(printed));
    }

    /** What it is to be made again of. */
    String wording(String name, String printed) {
        return of(name, printed).map(BoundDefinition::before).orElse(printed);
    }

    /** The same of a statement that makes an index, for example, and so has the name in it. */
    String statement(String printed) {
        return definitions.values().stream()
                .filter(one -> one.after().equals(printed))
                .map(BoundDefinition::before)
                .findFirst()
                .orElse(printed);
    }

    boolean has(Bound bound) {
        return of(bound.object().text(), bound.printed()).isPresent();
    }
}
