package io.pgretype.change;

/** A table's (or index's, type's, function's) name with its schema. */
public record QualifiedName(Identifier schema, Identifier name) {

    public static QualifiedName of(String schema, String name) {
        return new QualifiedName(Identifier.of(schema), Identifier.of(name));
    }

    /** Reads {@code schema.name} as SQL would; a name without a schema is in {@code public}. */
    public static QualifiedName parse(String text) {
        int dot = firstDotOutsideQuotes(text);
        return dot < 0
                ? new QualifiedName(Identifier.of("public"), Identifier.parse(text))
                : new QualifiedName(
                        Identifier.parse(text.substring(0, dot)), Identifier.parse(text.substring(dot + 1)));
    }

    private static int firstDotOutsideQuotes(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '"') {
                quoted = !quoted;
            } else if (text.charAt(i) == '.' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    public String sql() {
        return schema.sql() + "." + name.sql();
    }

    /** The same schema, another name. */
    public QualifiedName sibling(Identifier other) {
        return new QualifiedName(schema, other);
    }

    @Override
    public String toString() {
        return sql();
    }
}
