package io.pgretype.plan;

import io.pgretype.catalog.TableUnderChange;
import java.util.List;
import java.util.Optional;

/** Something that the application, or what listens to it, may notice of a change. */
interface Notice {

    /** At most that many names; the catalog has the others. */
    int MOST_NAMES = 10;

    /** In a few words. */
    String title();

    /** What there is to say of it and what to set, as the plan shows it; nothing where it does not apply. */
    List<String> lines(TableUnderChange table);

    default Optional<Remark> remark(TableUnderChange table) {
        List<String> lines = lines(table);
        return lines.isEmpty() ? Optional.empty() : Optional.of(new Remark(title(), lines));
    }

    /** A line that names them, or none. */
    static List<String> named(String what, List<String> names) {
        return names.isEmpty() ? List.of() : List.of("  - %s: %s".formatted(what, list(names)));
    }

    static String list(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
        return names.size() <= MOST_NAMES ? shown : "%s and %d more".formatted(shown, names.size() - MOST_NAMES);
    }
}
