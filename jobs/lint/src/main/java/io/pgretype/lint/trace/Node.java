package io.pgretype.lint.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A node of a tree as PostgreSQL prints it: {@code {QUERY :commandType 2 :rtable ({RTE …}) :quals <>}}.
 *
 * @param fields each with a {@link Node}, a list, or the text of a value
 */
record Node(String name, Map<String, Object> fields) {

    static Node parse(String text) {
        Object tree = new Reader(text).value();
        return tree instanceof Node node ? node : new Node("", Map.of());
    }

    /** This and all below it that are called so. */
    Stream<Node> all(String called) {
        Stream<Node> below = fields.values().stream().flatMap(value -> below(value, called));
        return name.equals(called) ? Stream.concat(Stream.of(this), below) : below;
    }

    private static Stream<Node> below(Object value, String called) {
        if (value instanceof Node node) {
            return node.all(called);
        }
        return value instanceof List<?> list ? list.stream().flatMap(item -> below(item, called)) : Stream.empty();
    }

    /** Empty where there is none. */
    String text(String field) {
        return fields.get(field) instanceof String text ? text : "";
    }

    Optional<Node> node(String field) {
        return fields.get(field) instanceof Node node ? Optional.of(node) : Optional.empty();
    }

    List<Node> list(String field) {
        return fields.get(field) instanceof List<?> list
                ? list.stream()
                        .filter(Node.class::isInstance)
                        .map(Node.class::cast)
                        .toList()
                : List.of();
    }

    boolean isNull(String field) {
        return text(field).equals("<>");
    }

    private static final class Reader {

        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        /** A node, a list, or a token; null at the end of what encloses it. */
        @Nullable
        Object value() {
            skipSpace();
            if (at >= text.length() || text.charAt(at) == '}' || text.charAt(at) == ')') {
                return null;
            }
            return switch (text.charAt(at)) {
                case '{' -> node();
                case '(' -> list();
                default -> token();
            };
        }

        private Node node() {
            at++;
            String name = token();
            Map<String, Object> fields = new LinkedHashMap<>();
            String field = "";
            for (Object value = value(); value != null; value = value()) {
                if (value instanceof String token && token.startsWith(":")) {
                    field = token.substring(1);
                } else {
                    fields.putIfAbsent(field, value);
                }
            }
            at++;
            return new Node(name, fields);
        }

        private List<Object> list() {
            at++;
            List<Object> items = new ArrayList<>();
            for (Object item = value(); item != null; item = value()) {
                items.add(item);
            }
            at++;
            return items;
        }

        /** A backslash goes before what would end it. */
        private String token() {
            int begin = at;
            while (at < text.length() && !endsToken(text.charAt(at))) {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            if (at == begin) {
                at++;
            }
            at = Math.min(at, text.length());
            return text.substring(begin, at);
        }

        private static boolean endsToken(char letter) {
            return Character.isWhitespace(letter) || "(){}".indexOf(letter) >= 0;
        }

        private void skipSpace() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }
    }
}
