package io.pgretype.keyset;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Keys on their way to and from the server. */
public final class Keys {

    private Keys() {}

    /** Reads the first columns of a row, as {@link io.pgretype.catalog.KeyColumns#texts} selects them. */
    static Key read(ResultSet row, int size) throws SQLException {
        List<String> values = new ArrayList<>(size);
        for (int i = 1; i <= size; i++) {
            values.add(row.getString(i));
        }
        return new Key(values);
    }

    /** Reads a key that is in an array of texts. */
    public static Key of(Array array) throws SQLException {
        return new Key(List.of((String[]) array.getArray()));
    }
}
