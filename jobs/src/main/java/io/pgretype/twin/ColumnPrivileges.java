package io.pgretype.twin;

import io.pgretype.twin.ColumnPrivilege.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The privileges on a column, in an order in which every grantor holds what he passes on before he does. */
final class ColumnPrivileges {

    private final Map<ColumnPrivilege.Key, ColumnPrivilege> ordered;

    private ColumnPrivileges(Map<ColumnPrivilege.Key, ColumnPrivilege> ordered) {
        this.ordered = ordered;
    }

    /** As they are. */
    static ColumnPrivileges of(List<ColumnPrivilege> privileges) {
        Order order = new Order(privileges);
        order.left.forEach(order::take);
        return new ColumnPrivileges(order.taken);
    }

    /**
     * Those of one column as another can get them: where this session cannot grant as the grantor, by the owner.
     *
     * @param there what the other column has already
     */
    static ColumnPrivileges copied(List<ColumnPrivilege> privileges, ColumnPrivileges there) {
        Order order = new Order(privileges.stream()
                .map(privilege -> privilege.isByOwner() || privilege.repeatable() || there.has(privilege)
                        ? privilege
                        : privilege.byOwner())
                .toList());
        // Those who have it from each other only: revoking can leave it so, granting cannot.
        order.left.forEach(privilege -> order.take(privilege.byOwner()));
        return new ColumnPrivileges(order.taken);
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

    private static final class Order {

        private final Map<ColumnPrivilege.Key, ColumnPrivilege> taken = new LinkedHashMap<>();
        private final Set<Holder> holders = new HashSet<>();
        private final List<ColumnPrivilege> left;

        /** Who may pass on what. */
        private record Holder(Role role, String type) {}

        Order(List<ColumnPrivilege> privileges) {
            left = new ArrayList<>(privileges);
            boolean goesOn = true;
            while (goesOn) {
                goesOn = false;
                for (Iterator<ColumnPrivilege> each = left.iterator(); each.hasNext(); ) {
                    ColumnPrivilege privilege = each.next();
                    if (mayBeGranted(privilege)) {
                        take(privilege);
                        each.remove();
                        goesOn = true;
                    }
                }
            }
        }

        private boolean mayBeGranted(ColumnPrivilege privilege) {
            return privilege.isByOwner()
                    || privilege.grantorHoldsTable()
                    || holders.contains(new Holder(privilege.grantor(), privilege.type()));
        }

        private void take(ColumnPrivilege privilege) {
            taken.merge(privilege.key(), privilege, ColumnPrivilege::or);
            if (privilege.grantable()) {
                holders.add(new Holder(privilege.grantee(), privilege.type()));
            }
        }
    }
}
