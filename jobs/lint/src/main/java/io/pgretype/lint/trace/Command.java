package io.pgretype.lint.trace;

import java.util.Locale;
import java.util.Set;

/** The first word of a statement, by which psql, too, tells what begins and ends transactions. */
final class Command {

    private static final Set<String> OF_TRANSACTIONS =
            Set.of("begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release", "prepare");

    private Command() {}

    /** It begins or ends a transaction, or a part of one. */
    static boolean isOfTransactions(String sql) {
        return OF_TRANSACTIONS.contains(firstWord(sql));
    }

    static boolean isSavepoint(String sql) {
        return firstWord(sql).equals("savepoint");
    }

    private static String firstWord(String sql) {
        int end = 0;
        while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
            end++;
        }
        return sql.substring(0, end).toLowerCase(Locale.ROOT);
    }
}
