package io.pgretype.lock;

import io.pgretype.change.QualifiedName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Locks views ACCESS EXCLUSIVE, and nothing else: LOCK TABLE would go on to all tables that a view reads, and takes no
 * materialized view. So they get the owner that they have.
 */
final class ViewLocks {

    private static final String VIEWS = """
            select relation.name,
                   quote_ident(pg_get_userbyid(class.relowner)) as owner
              from unnest(array[:names]) as relation (name)
              join pg_class as class
                on class.oid = to_regclass(relation.name)
             where class.relkind in ('v', 'm')""";

    private final Map<String, String> owners = new HashMap<>();

    private ViewLocks() {}

    private record Owned(String name, String owner) {}

    /** Reads which of the relations are views. */
    static ViewLocks among(List<QualifiedName> relations, JdbcClient jdbc) {
        ViewLocks locks = new ViewLocks();
        if (relations.isEmpty()) {
            return locks;
        }
        jdbc.sql(VIEWS)
                .param("names", relations.stream().map(QualifiedName::sql).toList())
                .query(Owned.class)
                .list()
                .forEach(view -> locks.owners.put(view.name(), view.owner()));
        return locks;
    }

    boolean has(QualifiedName relation) {
        return owners.containsKey(relation.sql());
    }

    /** The statement that locks it, if it is a view. */
    Optional<String> statement(QualifiedName relation) {
        return Optional.ofNullable(owners.get(relation.sql()))
                .map(owner -> "alter table %s owner to %s".formatted(relation.sql(), owner));
    }
}
