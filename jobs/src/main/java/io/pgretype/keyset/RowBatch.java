package io.pgretype.keyset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The rows of one chunk, by their addresses: one array of texts for each column of the address. */
public final class RowBatch {

    private final List<String[]> columns;

    RowBatch(List<String[]> columns) {
        this.columns = List.copyOf(columns);
    }

    /** Of rows given by their keys; not of none. */
    public static RowBatch of(List<Key> keys) {
        List<String[]> columns = new ArrayList<>();
        for (int column = 0; column < keys.get(0).values().size(); column++) {
            int index = column;
            columns.add(keys.stream().map(key -> key.values().get(index)).toArray(String[]::new));
        }
        return new RowBatch(columns);
    }

    public int size() {
        return columns.get(0).length;
    }

    /** The parameters of {@link io.pgretype.catalog.KeyColumns#unnested()}, and of its like for other addresses. */
    public Object[] parameters() {
        return columns.toArray();
    }

    /** The first and the second half; of two rows or more. */
    public List<RowBatch> halves() {
        int middle = size() / 2;
        return List.of(part(0, middle), part(middle, size()));
    }

    private RowBatch part(int from, int to) {
        return new RowBatch(columns.stream()
                .map(column -> Arrays.copyOfRange(column, from, to))
                .toList());
    }
}
