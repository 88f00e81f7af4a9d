package io.pgretype.routine;

import io.pgretype.routine.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A body's tokens, with what brackets and commas make of them. Beyond the last there is always one more, a semicolon. */
record Tokens(List<Token> all) {

    private static final Set<String> OPENING = Set.of("(", "[");
    private static final Set<String> CLOSING = Set.of(")", "]");

    /** Those from one index up to another. */
    record Range(int from, int to) {

        boolean isEmpty() {
            return from >= to;
        }
    }

    Tokens {
        all = List.copyOf(all);
    }

    int size() {
        return all.size();
    }

    Token at(int index) {
        return index >= 0 && index < size() ? all.get(index) : new Token(Kind.SYMBOL, ";", 0);
    }

    boolean is(int index, String... texts) {
        for (int i = 0; i < texts.length; i++) {
            if (!at(index + i).is(texts[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether one of these words stands there and is not the name of a column, as in {@code new.from}. */
    boolean isKeyword(int index, Set<String> words) {
        Token token = at(index);
        return token.kind() == Kind.WORD
                && words.contains(token.text())
                && !at(index - 1).is(".")
                && !at(index - 1).is("as")
                && !isDistinctFrom(index);
    }

    /** The index of the bracket that closes this one, or the end. */
    int closing(int opening) {
        int depth = 0;
        for (int i = opening; i < size(); i++) {
            depth += depthOf(i);
            if (depth == 0) {
                return i;
            }
        }
        return size();
    }

    /** Where the query that stands there ends: at a semicolon, a bracket that closes what is around it, or a loop. */
    int endOfQuery(int from) {
        return find(from, size(), Set.of("loop"));
    }

    /** The first of these keywords outside brackets; else where that ends. */
    int find(int from, int to, Set<String> keywords) {
        int depth = 0;
        for (int i = from; i < to; i++) {
            depth += depthOf(i);
            boolean stops = depth == 0 && (is(i, ";") || isKeyword(i, keywords));
            if (depth < 0 || stops) {
                return i;
            }
        }
        return Math.min(to, size());
    }

    private boolean isDistinctFrom(int index) {
        return is(index, "from") && is(index - 1, "distinct") && (is(index - 2, "is") || is(index - 2, "not"));
    }

    private int depthOf(int index) {
        if (at(index).kind() != Kind.SYMBOL) {
            return 0;
        }
        return OPENING.contains(at(index).text())
                ? 1
                : CLOSING.contains(at(index).text()) ? -1 : 0;
    }

    /** The parts between commas outside brackets. */
    List<Range> split(Range range) {
        List<Range> parts = new ArrayList<>();
        int depth = 0;
        int from = range.from();
        for (int i = range.from(); i < range.to(); i++) {
            depth += depthOf(i);
            if (depth == 0 && is(i, ",")) {
                parts.add(new Range(from, i));
                from = i + 1;
            }
        }
        if (from < range.to()) {
            parts.add(new Range(from, range.to()));
        }
        return parts;
    }

    /** What is in the brackets that open there. */
    Range inside(int opening) {
        return new Range(opening + 1, closing(opening));
    }

    /** The names joined by dots that begin there; empty if none does. */
    List<String> names(int from) {
        List<String> names = new ArrayList<>();
        int index = from;
        while (at(index).isName() || at(index).kind() == Kind.HOLE) {
            names.add(
                    at(index).kind() == Kind.HOLE
                            ? String.valueOf(Tokenizer.HOLE)
                            : at(index).text());
            if (!is(index + 1, ".") || !(at(index + 2).isName() || at(index + 2).kind() == Kind.HOLE)) {
                break;
            }
            index += 2;
        }
        return names;
    }

    /** The index after names joined by dots. */
    static int after(int from, List<String> names) {
        return names.isEmpty() ? from : from + 2 * names.size() - 1;
    }
}
