package io.pgretype.lint.migration;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Numbers between dots or underscores; zeros at the end do not count, so that 1.0 is 1. */
record Version(List<BigInteger> parts) implements Comparable<Version> {

    static Optional<Version> of(String text) {
        List<BigInteger> parts = new ArrayList<>();
        for (String part : text.replace('_', '.').split("\\.", -1)) {
            if (part.isEmpty() || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Optional.empty();
            }
            parts.add(new BigInteger(part));
        }
        while (parts.size() > 1 && parts.get(parts.size() - 1).signum() == 0) {
            parts.remove(parts.size() - 1);
        }
        return Optional.of(new Version(List.copyOf(parts)));
    }

    /** The number that a name begins with. */
    static Optional<Version> leading(String name) {
        int end = 0;
        while (end < name.length() && name.charAt(end) >= '0' && name.charAt(end) <= '9') {
            end++;
        }
        return of(name.substring(0, end));
    }

    /** Names that begin with a number by that, before those that do not. */
    static Comparator<SourceFile> byLeadingNumber() {
        return Comparator.<SourceFile, Boolean>comparing(
                        file -> leading(file.name()).isEmpty())
                .thenComparing(file -> leading(file.name()).orElse(new Version(List.of())))
                .thenComparing(file -> file.relative().toString());
    }

    @Override
    public int compareTo(Version other) {
        for (int i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
            int compared = part(i).compareTo(other.part(i));
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    private BigInteger part(int index) {
        return index < parts.size() ? parts.get(index) : BigInteger.ZERO;
    }

    @Override
    public String toString() {
        return parts.stream()
                .map(BigInteger::toString)
                .reduce((a, b) -> a + "." + b)
                .orElse("");
    }
}
