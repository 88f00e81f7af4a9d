package io.pgretype.lint.trace;

import io.pgretype.lint.scratch.Message;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A statement as the server has analyzed it.
 *
 * @param target the relation that it writes, 0 if none
 * @param sources the relations that it names
 * @param limited it has a WHERE
 */
public record Query(Kind kind, long target, Set<Long> sources, boolean limited) {

    /** What it does. */
    public enum Kind {
        SELECT,
        UPDATE,
        INSERT,
        DELETE,
        MERGE
    }

    private static final String PARSE_TREE = "parse tree:";

    /** A column, a parameter, a function or a query; beside these there are constants and operators only. */
    private static final List<String> ASKING =
            List.of("VAR", "PARAM", "FUNCEXPR", "SUBLINK", "CURRENTOFEXPR", "SQLVALUEFUNCTION");

    /** Those that the server printed while it ran a statement, the queries in queries included. */
    static List<Query> in(List<Message> notices, int major) {
        return notices.stream()
                .filter(notice -> notice.message().equals(PARSE_TREE))
                .map(notice -> Node.parse(notice.detail()))
                .flatMap(tree -> tree.all("QUERY"))
                .flatMap(query -> of(query, major))
                .toList();
    }

    /** MERGE came with 15 and took the number that utility statements had. */
    private static Stream<Query> of(Node query, int major) {
        Kind kind;
        switch (query.text("commandType")) {
            case "1" -> kind = Kind.SELECT;
            case "2" -> kind = Kind.UPDATE;
            case "3" -> kind = Kind.INSERT;
            case "4" -> kind = Kind.DELETE;
            case "5" -> {
                if (major < 15) {
                    return Stream.empty();
                }
                kind = Kind.MERGE;
            }
            default -> {
                return Stream.empty();
            }
        }
        List<Node> tables = query.list("rtable");
        int target = Integer.parseInt(query.text("resultRelation"));
        long written = target == 0 ? 0 : relation(tables.get(target - 1));
        List<Long> named = Stream.of("RTE", "RANGETBLENTRY")
                .flatMap(query::all)
                .map(Query::relation)
                .toList();
        Set<Long> sources = new TreeSet<>(named);
        sources.remove(0L);
        if (Collections.frequency(named, written) == 1) {
            sources.remove(written);
        }
        boolean limited = query.node("jointree")
                .map(from -> from.list("fromlist").size() > 1 || hasCondition(from))
                .orElse(true);
        return Stream.of(new Query(kind, written, Set.copyOf(sources), limited));
    }

    /** WHERE true is none, nor is WHERE 1 = 1: it asks for nothing. */
    private static boolean hasCondition(Node from) {
        return !from.isNull("quals")
                && from.node("quals")
                        .filter(condition -> ASKING.stream()
                                .noneMatch(kind -> condition.all(kind).findAny().isPresent()))
                        .isEmpty();
    }

    private static long relation(Node entry) {
        String relid = entry.text("relid");
        return relid.isEmpty() ? 0 : Long.parseLong(relid);
    }
}
