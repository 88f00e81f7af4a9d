package io.pgretype.catalog;

import io.pgretype.change.Identifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A move with all that the database had to say about it.
 *
 * <p>In both directions the same must hold of every row: the new value is the conversion of the old one. A row where it
 * does not is a mismatch; both mirrors and verification test just that.
 *
 * @param column the column under its own name
 * @param oldType the type it had, as {@code format_type} prints it with its schema
 * @param newType the type it gets
 * @param notNull whether the old column is NOT NULL
 * @param total whether the conversion is known never to fail
 * @param imageComparison whether two values can be equal and yet differ (citext, numeric, …), so that their images
 *     must be compared
 * @param convert old to new over the names before cutover
 * @param convertSwapped old to new over the names after cutover
 * @param convertBack new to old over the names before cutover
 * @param convertBackSwapped new to old over the names after cutover
 */
public record ColumnChange(
        Identifier column,
        Identifier newColumn,
        Identifier oldColumn,
        String oldType,
        String newType,
        boolean notNull,
        boolean total,
        boolean imageComparison,
        Expression convert,
        Expression convertSwapped,
        Expression convertBack,
        Expression convertBackSwapped) {

    private static final Set<String> SAME_TEXT_EVERYWHERE = Set.of(
            "smallint", "integer", "bigint", "numeric", "boolean", "uuid", "text", "character", "character varying");

    /** Their values are equal only where they are the same texts, unlike those of citext. */
    private static final Set<String> TEXTS = Set.of("text", "character varying");

    /**
     * Whether values that differ may become equal.
     *
     * @param comeBack whether each value in the table is known to come back as it was
     */
    public boolean mayMakeEqual(boolean comeBack) {
        boolean equalIsSame =
                !imageComparison || TEXTS.contains(SizedType.of(newTypeAlone()).name());
        return !total && !(comeBack && equalIsSame);
    }

    /** The new type without its collation, as it may stand where none is allowed. */
    public String newTypeAlone() {
        int collate = newType.indexOf(" collate ");
        return collate < 0 ? newType : newType.substring(0, collate);
    }

    /**
     * Whether a setting of the session might decide what the conversion makes of a value, so that it must be fixed. Not where
     * it is one cast from a type whose text is the same under all of them: that is most often so, and saves the time.
     */
    public boolean dependsOnSettings() {
        return !(SAME_TEXT_EVERYWHERE.contains(SizedType.of(oldType).name()) && convert.isOneCastOf(column));
    }

    /** The name of the column with the new type. */
    public Identifier newName(Direction direction) {
        return direction == Direction.FORWARD ? newColumn : column;
    }

    /** The name of the column with the old type. */
    public Identifier oldName(Direction direction) {
        return direction == Direction.FORWARD ? column : oldColumn;
    }

    /** The value that the new column should have, of the row known as {@code alias}. */
    public String converted(Direction direction, String alias) {
        return (direction == Direction.FORWARD ? convert : convertSwapped).on(alias);
    }

    /** The columns that decide whether a row is a mismatch, as PostgreSQL quotes them. */
    public List<String> compared(Direction direction) {
        Expression conversion = direction == Direction.FORWARD ? convert : convertSwapped;
        return Stream.concat(
                        Stream.of(newName(direction).sql(), oldName(direction).sql()),
                        conversion.columns().stream().map(Identifier::sql))
                .distinct()
                .toList();
    }

    /** The value that the old column should have after cutover, of the row known as {@code alias}. */
    public String convertedBack(String alias) {
        return convertBackSwapped.on(alias);
    }

    /** The condition that the row known as {@code alias} is a mismatch. */
    public String differs(Direction direction, String alias) {
        String actual = alias + "." + newName(direction).sql();
        return distinct(actual, converted(direction, alias));
    }

    /** The condition that two values of the new type differ; NULL differs from every value but NULL. */
    public String distinct(String left, String right) {
        return imageComparison
                // Equal is not the same for citext ('a' = 'A') or numeric (1.0 = 1.00): this compares the stored bytes.
                ? "pg_catalog.record_image_ne(row(%s), row(%s))".formatted(left, right)
                : "%s is distinct from %s".formatted(left, right);
    }
}
