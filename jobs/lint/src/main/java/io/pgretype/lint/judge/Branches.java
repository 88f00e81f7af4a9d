package io.pgretype.lint.judge;

import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.trace.Query;
import io.pgretype.lint.trace.Step;
import io.pgretype.lint.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** A DO block that could have done something, and did nothing here. */
final class Branches implements Check {

    private static final Set<String> DECIDE = Set.of("if", "case", "loop", "while", "for", "foreach");

    @Override
    public Stream<Finding> in(Trace trace) {
        return trace.steps().stream()
                .filter(step -> step.reply().hasTag("DO") && didNothing(step))
                .flatMap(step -> words(step.statement().sql()).stream()
                        .filter(DECIDE::contains)
                        .limit(1)
                        .map(word -> Report.of(
                                        "branch-not-tried",
                                        "the block has %s and changed nothing".formatted(word.toUpperCase(Locale.ROOT)))
                                .at(trace, step)));
    }

    private static boolean didNothing(Step step) {
        return step.newLocks().stream().noneMatch(lock -> lock.blocksWrites())
                && step.queries().stream().allMatch(query -> query.kind() == Query.Kind.SELECT)
                && step.before().catalog().isSameAs(step.after().catalog());
    }

    /** Those of the block, but not of the strings and comments in it. */
    private static List<String> words(String sql) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < sql.length()) {
            int end = at;
            while (end < sql.length() && Character.isUnicodeIdentifierPart(sql.charAt(end))) {
                end++;
            }
            if (end > at) {
                words.add(sql.substring(at, end).toLowerCase(Locale.ROOT));
                at = end;
            } else {
                at = afterSymbol(sql, at);
            }
        }
        return words;
    }

    private static int afterSymbol(String sql, int at) {
        if (sql.charAt(at) == '\'') {
            return after(sql, "'", at + 1);
        }
        if (sql.startsWith("--", at)) {
            return after(sql, "\n", at);
        }
        return sql.startsWith("/*", at) ? after(sql, "*/", at) : at + 1;
    }

    private static int after(String sql, String end, int at) {
        int found = sql.indexOf(end, at);
        return found < 0 ? sql.length() : found + end.length();
    }
}
