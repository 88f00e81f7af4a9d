package io.pgretype.apply;

import io.pgretype.lint.script.Statement;
import java.util.List;
import java.util.Set;

/** What a statement's words say of how it has to be run. */
final class Command {

    private static final Set<String> FILLERS = Set.of("transaction", "work");
    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "merge", "copy");
    private static final Set<String> SHARED_BY_DATABASES = Set.of("database", "tablespace", "subscription", "system");

    private final List<String> tokens;

    Command(Statement statement) {
        this.tokens = statement.tokens();
    }

    boolean begins() {
        return (is(0, "begin") && onlyFillersFrom(1)) || (is(0, "start") && is(1, "transaction") && tokens.size() == 2);
    }

    boolean commits() {
        return (is(0, "commit") || is(0, "end")) && onlyFillersFrom(1);
    }

    /** Of transactions, but not one that we can repeat: with options, in two phases, given up. */
    boolean isBeyondUs() {
        boolean toSavepoint = is(0, "rollback") && (is(1, "to") || is(2, "to"));
        return switch (token(0)) {
            case "begin", "start", "commit", "end", "abort", "discard" -> !begins() && !commits();
            case "rollback" -> !toSavepoint;
            case "prepare" -> is(1, "transaction");
            default -> false;
        };
    }

    /** For the rest of the session. */
    boolean isSetting() {
        return is(0, "reset") || (is(0, "set") && !is(1, "local") && !is(1, "constraints") && !is(1, "transaction"));
    }

    Way way() {
        if (isRefusedInTransactions()) {
            return takesStrongLocksOutside() ? Way.OUTSIDE_SHORT : Way.OUTSIDE;
        }
        return isLong() ? Way.LONG : Way.SHORT;
    }

    boolean isConcurrently() {
        return switch (token(0)) {
            case "create" -> (is(1, "index") && is(2, "concurrently")) || (is(2, "index") && is(3, "concurrently"));
            case "drop" -> is(1, "index") && is(2, "concurrently");
            case "reindex" -> tokens.contains("concurrently");
            case "alter" -> is(1, "table") && tokens.contains("detach") && isLast("concurrently");
            default -> false;
        };
    }

    private boolean isRefusedInTransactions() {
        return isConcurrently()
                || switch (token(0)) {
                    case "vacuum" -> true;
                    case "create", "drop" -> SHARED_BY_DATABASES.contains(token(1));
                    case "alter" -> is(1, "system") || (is(1, "database") && tokens.contains("tablespace"));
                    case "reindex" ->
                        tokens.contains("schema") || tokens.contains("database") || tokens.contains("system");
                    case "cluster" -> tokens.size() == 1 || (is(1, "verbose") && tokens.size() == 2);
                    default -> false;
                };
    }

    private boolean takesStrongLocksOutside() {
        return is(0, "cluster")
                || (is(0, "vacuum") && tokens.contains("full"))
                || (is(0, "reindex") && !tokens.contains("concurrently"));
    }

    private boolean isLong() {
        return WRITES.contains(token(0))
                || is(0, "analyze")
                || (is(0, "refresh") && is(3, "concurrently"))
                || onlyValidates();
    }

    /** ALTER TABLE with that alone: SHARE UPDATE EXCLUSIVE, and ROW SHARE on a table that is referenced. */
    private boolean onlyValidates() {
        int validate = tokens.indexOf("validate");
        return is(0, "alter")
                && is(1, "table")
                && validate > 2
                && is(validate + 1, "constraint")
                && validate + 3 == tokens.size();
    }

    private boolean onlyFillersFrom(int first) {
        return FILLERS.containsAll(tokens.subList(Math.min(first, tokens.size()), tokens.size()));
    }

    private boolean isLast(String token) {
        return tokens.get(tokens.size() - 1).equals(token);
    }

    private boolean is(int place, String token) {
        return token(place).equals(token);
    }

    private String token(int place) {
        return place < tokens.size() ? tokens.get(place) : "";
    }
}
