package io.pgretype.keyset;

import java.util.List;

/** One row's key: a text for each key column, as the server prints it and reads it back. */
public record Key(List<String> values) {

    public Key {
        values = List.copyOf(values);
    }

    @Override
    public String toString() {
        return values.size() == 1 ? values.get(0) : "(" + String.join(", ", values) + ")";
    }
}
