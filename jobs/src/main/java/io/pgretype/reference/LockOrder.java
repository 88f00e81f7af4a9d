package io.pgretype.reference;

import io.pgretype.catalog.ForeignKey;
import io.pgretype.catalog.ForeignKeys;
import io.pgretype.catalog.TableUnderChange;
import io.pgretype.change.QualifiedName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * In what order tables are locked that reference each other: those that are referenced first. A transaction that writes a row
 * goes on to those that reference it, and a delete to all of them; were one of them locked already, it would wait for us
 * while we wait for it. The other way round only a single statement can be caught, while its foreign key is checked.
 */
public final class LockOrder {

    private LockOrder() {}

    /** Those of a change, by the foreign keys that are there now. */
    public static List<QualifiedName> of(JdbcClient jdbc, List<TableUnderChange> tables) {
        List<Long> oids = tables.stream().map(TableUnderChange::oid).toList();
        return of(TableUnderChange.names(tables), new ForeignKeys(jdbc).of(oids));
    }

    /** All of the tables, each once. In a circle the first by name comes first. */
    public static List<QualifiedName> of(Collection<QualifiedName> tables, Collection<ForeignKey> foreignKeys) {
        List<QualifiedName> left = tables.stream()
                .distinct()
                .sorted(Comparator.comparing(QualifiedName::sql))
                .collect(Collectors.toCollection(ArrayList::new));
        List<QualifiedName> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            QualifiedName next = left.stream()
                    .filter(table -> foreignKeys.stream().noneMatch(key -> references(key, table, left)))
                    .findFirst()
                    .orElse(left.get(0));
            left.remove(next);
            ordered.add(next);
        }
        return ordered;
    }

    private static boolean references(ForeignKey key, QualifiedName table, List<QualifiedName> others) {
        return key.referencing().name().equals(table)
                && !key.referenced().name().equals(table)
                && others.contains(key.referenced().name());
    }
}
