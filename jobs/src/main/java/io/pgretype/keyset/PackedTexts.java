package io.pgretype.keyset;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Many short texts in one array of bytes: a million keys as objects would need ten times the memory. */
final class PackedTexts {

    private byte[] bytes = new byte[1 << 16];
    private int[] ends = new int[1 << 12];
    private int size;

    void add(String text) {
        byte[] added = text.getBytes(StandardCharsets.UTF_8);
        int begin = begin(size);
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, 2 * size);
        }
        int end = Math.addExact(begin, added.length);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end, (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
        }
        System.arraycopy(added, 0, bytes, begin, added.length);
        ends[size++] = end;
    }

    String get(int index) {
        return new String(bytes, begin(index), ends[index] - begin(index), StandardCharsets.UTF_8);
    }

    void removeFirst(int count) {
        int offset = begin(count);
        System.arraycopy(bytes, offset, bytes, 0, begin(size) - offset);
        size -= count;
        for (int i = 0; i < size; i++) {
            ends[i] = ends[i + count] - offset;
        }
    }

    int size() {
        return size;
    }

    private int begin(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }
}
