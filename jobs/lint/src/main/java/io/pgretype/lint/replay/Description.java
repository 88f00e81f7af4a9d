package io.pgretype.lint.replay;

import java.util.List;

/**
 * What a client is told of a statement before it sends values.
 *
 * @param parameters the types' oids, {@code $1} first
 * @param columns of the result; none for what returns nothing
 */
record Description(List<Integer> parameters, List<Column> columns) {

    /** @param type its oid */
    record Column(String name, int type) {

        boolean isLike(Column other) {
            return name.equals(other.name) && same(type, other.type);
        }
    }

    private static final int TEXT = 25;
    private static final int VARCHAR = 1043;

    /** No client tells one kind of text from the other. */
    static boolean same(int type, int other) {
        return type == other || (isText(type) && isText(other));
    }

    private static boolean isText(int type) {
        return type == TEXT || type == VARCHAR;
    }
}
