package io.pgretype.catalog;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Privileges in an order in which every grantor holds what he passes on before he does.
 *
 * @param ordered those that can be granted so
 * @param left the others: of those who have it from each other only
 */
public record GrantOrder<P>(List<P> ordered, List<P> left) {

    public GrantOrder {
        ordered = List.copyOf(ordered);
        left = List.copyOf(left);
    }

    /**
     * In the order that they have, as far as that can be.
     *
     * @param mayFollow whether a privilege can be granted where those are granted already
     */
    public static <P> GrantOrder<P> of(List<P> privileges, BiPredicate<P, List<P>> mayFollow) {
        List<P> ordered = new ArrayList<>();
        List<P> left = new ArrayList<>(privileges);
        boolean goesOn = true;
        while (goesOn) {
            goesOn = false;
            for (Iterator<P> each = left.iterator(); each.hasNext(); ) {
                P privilege = each.next();
                if (mayFollow.test(privilege, ordered)) {
                    ordered.add(privilege);
                    each.remove();
                    goesOn = true;
                }
            }
        }
        return new GrantOrder<>(ordered, left);
    }
}
