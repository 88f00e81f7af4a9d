package io.pgretype.sequence;

import io.pgretype.change.Identifier;

/**
 * A sequence that feeds a column.
 *
 * @param columnType as {@code format_type} prints it; of a domain, the type below it
 * @param drawn whether the column's default draws from it
 * @param owned whether it belongs to the column, so that it goes with it
 * @param identity what makes it that of an identity column; it is owned too then
 */
public record Feed(
        Sequence sequence, Identifier column, String columnType, boolean drawn, boolean owned, Identity identity) {

    /** How an identity column is generated. */
    public enum Identity {
        NONE(""),
        ALWAYS("always"),
        BY_DEFAULT("by default");

        private final String sql;

        Identity(String sql) {
            this.sql = sql;
        }

        public String sql() {
            return sql;
        }

        /** @param code pg_attribute.attidentity */
        static Identity of(String code) {
            return switch (code) {
                case "a" -> ALWAYS;
                case "d" -> BY_DEFAULT;
                default -> NONE;
            };
        }
    }

    public boolean isIdentity() {
        return identity != Identity.NONE;
    }
}
