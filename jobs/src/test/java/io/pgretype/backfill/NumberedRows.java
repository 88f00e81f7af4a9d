package io.pgretype.backfill;

import io.pgretype.keyset.RowList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Rows whose addresses are their numbers from 0 on. */
final class NumberedRows implements WindowRows {

    private final RowList list = new RowList(1);
    private final int size;
    private final IntUnaryOperator parts;
    private int read;

    /** @param parts how many are read at most when so many are wanted */
    NumberedRows(int size, IntUnaryOperator parts) {
        this.size = size;
        this.parts = parts;
    }

    @Override
    public RowList list() {
        return list;
    }

    @Override
    public boolean readOn(int wanted) {
        for (int i = parts.applyAsInt(wanted); i > 0 && read < size; i--) {
            list.add(List.of(Integer.toString(read++)));
        }
        return read < size;
    }

    @Override
    public List<String> before(int row) {
        return list.get(row - 1);
    }

    @Override
    public List<String> end() {
        return List.of(Integer.toString(read));
    }
}
