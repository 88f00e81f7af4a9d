package io.pgretype.phase;

/**
 * A statement that a phase is going to run.
 *
 * @param lock the strongest lock that it takes on the table, for example {@code ACCESS EXCLUSIVE}
 * @param sql the statement, or where it depends on what is then there, what it will do
 */
public record PlannedStatement(String lock, String sql) {

    public static final String ACCESS_SHARE = "ACCESS SHARE";
    public static final String ROW_EXCLUSIVE = "ROW EXCLUSIVE";
    public static final String SHARE_UPDATE_EXCLUSIVE = "SHARE UPDATE EXCLUSIVE";
    public static final String ACCESS_EXCLUSIVE = "ACCESS EXCLUSIVE";
}
