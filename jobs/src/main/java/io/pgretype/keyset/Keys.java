package io.pgretype.keyset;

import io.pgretype.catalog.KeyColumns;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Keys on their way to and from the server. */
public final class Keys {

    private Keys() {}

    /** Reads the first columns of a row, as {@link KeyColumns#texts} selects them. */
    static Key read(ResultSet row, int size) throws SQLException {
        List<String> values = new ArrayList<>(size);
        for (int i = 1; i <= size; i++) {
            values.add(row.getString(i));
        }
        return new Key(values);
    }

    /** Reads a key that stands in an array of texts. */
    public static Key of(Array array) throws SQLException {
        return new Key(List.of((String[]) array.getArray()));
    }

    /** The parameters of {@link KeyColumns#unnested()}: one array of texts a key column. */
    public static Object[] arrays(KeyColumns columns, List<? extends Key> keys) {
        Object[] arrays = new Object[columns.size()];
        for (int column = 0; column < columns.size(); column++) {
            String[] values = new String[keys.size()];
            for (int row = 0; row < values.length; row++) {
                values[row] = keys.get(row).values().get(column);
            }
            arrays[column] = values;
        }
        return arrays;
    }
}
