package io.pgretype.keyset;

/**
 * A contiguous part of a table's file.
 *
 * @param first its first block
 * @param behind the block after its last
 */
public record BlockRange(long first, long behind) {

    /** {@code t.ctid >= ?::text::tid and t.ctid < ?::text::tid}: that a row is in a range, for a scan of no other blocks. */
    public static String contains(String alias) {
        return contains(alias, "?::text::tid", "?::text::tid");
    }

    /** The same with these as the ends. */
    public static String contains(String alias, String first, String behind) {
        return "%1$s.ctid >= %2$s\n   and %1$s.ctid < %3$s".formatted(alias, first, behind);
    }

    /** The parameters of {@link #contains(String)}. */
    public Object[] parameters() {
        return new Object[] {place(first), place(behind)};
    }

    private static String place(long block) {
        return "(%d,0)".formatted(block);
    }
}
