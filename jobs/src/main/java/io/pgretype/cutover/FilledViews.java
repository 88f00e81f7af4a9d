package io.pgretype.cutover;

import io.pgretype.catalog.ViewTwin;
import io.pgretype.rebind.ViewTwins;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * That materialized views were filled, and how those whose places they take were before that. A refresh, concurrent or not,
 * leaves another version of the row in pg_class; vacuum and analyze do not.
 */
final class FilledViews {

    private static final String STATES = """
            select twin.name,
                   concat_ws(' ', class.oid, class.xmin, class.relispopulated) as state
              from unnest(array[:names]) as twin (name)
              left join pg_class as class
                on class.oid = to_regclass(twin.name)""";

    private final JdbcClient jdbc;
    private final List<String> originals;
    private final Map<String, String> states;

    /** To be asked before they are filled. */
    FilledViews(JdbcClient jdbc, ViewTwins twins) {
        this.jdbc = jdbc;
        this.originals = twins.materialized().stream()
                .map(ViewTwin::view)
                .map(Object::toString)
                .toList();
        this.states = states();
    }

    /** What is to be put in place would be older than what is there, or is not of its definition. */
    static final class Outdated extends RuntimeException {

        Outdated(String message) {
            super(message);
        }
    }

    /** Throws {@link Outdated}: before the lock it spares a wait, under the lock it is the last word. */
    void refuseIfOutdated(GroupSwap swap) {
        Map<String, String> now = states();
        List<String> refreshed = originals.stream()
                .filter(name -> !Objects.equals(states.get(name), now.get(name)))
                .toList();
        if (!refreshed.isEmpty()) {
            throw new Outdated("refreshed or changed: " + String.join(", ", refreshed));
        }
        if (!swap.twinsAreMade()) {
            throw new Outdated("their definitions changed, or others came");
        }
    }

    private Map<String, String> states() {
        Map<String, String> found = new TreeMap<>();
        if (!originals.isEmpty()) {
            jdbc.sql(STATES).param("names", originals).query(row -> {
                found.put(row.getString("name"), row.getString("state"));
            });
        }
        return found;
    }
}
