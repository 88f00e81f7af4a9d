package io.pgretype.twin;

import java.util.List;

/**
 * A privilege on a column.
 *
 * @param owner the table's owner, as whom we grant what cannot be granted otherwise
 * @param grantor who granted it
 * @param grantee to whom; {@code public} is a role with the oid 0
 * @param type {@code SELECT} and the like
 * @param grantable whether the grantee may pass it on
 * @param grantorHoldsTable whether the grantor may grant it on each column, as a holder of the table's grant option
 * @param repeatable whether this session may become the grantor, and what he then grants is recorded as his
 */
record ColumnPrivilege(
        Role owner,
        Role grantor,
        Role grantee,
        String type,
        boolean grantable,
        boolean grantorHoldsTable,
        boolean repeatable) {

    /** @param sql its name, quoted where it must be */
    record Role(long oid, String sql) {}

    /** There is one such privilege, with the grant option or without. */
    record Key(Role grantor, Role grantee, String type) {}

    Key key() {
        return new Key(grantor, grantee, type);
    }

    boolean isByOwner() {
        return grantor.equals(owner);
    }

    boolean mayFollow(List<ColumnPrivilege> granted) {
        return isByOwner()
                || grantorHoldsTable
                || granted.stream()
                        .anyMatch(other -> other.grantable && other.type.equals(type) && other.grantee.equals(grantor));
    }

    /** The same, granted by the owner. */
    ColumnPrivilege byOwner() {
        return new ColumnPrivilege(owner, owner, grantee, type, grantable, false, true);
    }

    /** Of two of one key: both in one. */
    ColumnPrivilege or(ColumnPrivilege other) {
        return grantable || !other.grantable ? this : other;
    }

    /** For people: {@code SELECT (size) of reader, by head}. */
    String text(String column) {
        return "%s (%s) of %s, by %s".formatted(type, column, grantee.sql(), grantor.sql());
    }
}
