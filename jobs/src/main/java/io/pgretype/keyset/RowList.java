package io.pgretype.keyset;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The addresses of many rows in order: their keys, or their places in the table. */
public final class RowList {

    private final List<PackedTexts> columns;

    /** @param width how many texts make an address */
    public RowList(int width) {
        this.columns = Stream.generate(PackedTexts::new).limit(width).toList();
    }

    public void add(List<String> address) {
        for (int column = 0; column < columns.size(); column++) {
            columns.get(column).add(address.get(column));
        }
    }

    public int size() {
        return columns.get(0).size();
    }

    public List<String> get(int row) {
        return columns.stream().map(column -> column.get(row)).toList();
    }

    /** Lets go of the first rows; the others have lower numbers from now on. Takes a time that grows with those. */
    public void forget(int count) {
        columns.forEach(column -> column.removeFirst(count));
    }

    /** All of them, of which there must be some. */
    public RowBatch all() {
        return batch(IntStream.range(0, size()).toArray());
    }

    /** The rows at these places. */
    public RowBatch batch(int[] rows) {
        return new RowBatch(columns.stream()
                .map(column -> IntStream.of(rows).mapToObj(column::get).toArray(String[]::new))
                .toList());
    }
}
