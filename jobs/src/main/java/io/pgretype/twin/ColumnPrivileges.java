package io.pgretype.twin;

import io.pgretype.catalog.GrantOrder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The privileges on a column, in an order in which every grantor holds what he passes on before he does. */
final class ColumnPrivileges {

    private final Map<ColumnPrivilege.Key, ColumnPrivilege> ordered;

    private ColumnPrivileges(Map<ColumnPrivilege.Key, ColumnPrivilege> ordered) {
        this.ordered = ordered;
    }

    /** As they are. */
    static ColumnPrivileges of(List<ColumnPrivilege> privileges) {
        GrantOrder<ColumnPrivilege> order = GrantOrder.of(privileges, ColumnPrivilege::mayFollow);
        return of(Stream.concat(order.ordered().stream(), order.left().stream()));
    }

    /**
     * Those of one column as another can get them: where this session cannot grant as the grantor, by the owner.
     *
     * @param there what the other column has already
     */
    static ColumnPrivileges copied(List<ColumnPrivilege> privileges, ColumnPrivileges there) {
        GrantOrder<ColumnPrivilege> order = GrantOrder.of(
                privileges.stream()
                        .map(privilege -> privilege.isByOwner() || privilege.repeatable() || there.has(privilege)
                                ? privilege
                                : privilege.byOwner())
                        .toList(),
                ColumnPrivilege::mayFollow);
        // Those who have it from each other only: revoking can leave it so, granting cannot.
        return of(Stream.concat(order.ordered().stream(), order.left().stream().map(ColumnPrivilege::byOwner)));
    }

    Collection<ColumnPrivilege> inOrder() {
        return ordered.values();
    }

    boolean has(ColumnPrivilege privilege) {
        return ordered.containsKey(privilege.key());
    }

    boolean hasGrantable(ColumnPrivilege privilege) {
        ColumnPrivilege same = ordered.get(privilege.key());
        return same != null && same.grantable();
    }

    private static ColumnPrivileges of(Stream<ColumnPrivilege> inOrder) {
        Map<ColumnPrivilege.Key, ColumnPrivilege> ordered = new LinkedHashMap<>();
        inOrder.forEach(privilege -> ordered.merge(privilege.key(), privilege, ColumnPrivilege::or));
        return new ColumnPrivileges(ordered);
    }
}
