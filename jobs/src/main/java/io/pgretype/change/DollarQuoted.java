package io.pgretype.change;

/**
 * The body of a function as it is written in the statement that creates it, between dollars, so that people can read it. A
 * conversion or a table's name may hold dollars too.
 */
public record DollarQuoted(String text) {

    /** On lines of its own, between two marks that the text does not have. */
    public String sql() {
        String tag = "pgretype";
        while (text.contains("$" + tag + "$")) {
            tag += "_";
        }
        return "$%1$s$\n%2$s\n$%1$s$".formatted(tag, text);
    }
}
