package io.pgretype.lint.state;

import java.util.List;

/**
 * A lock on a relation.
 *
 * @param mode as pg_locks names it
 * @param granted false while it is waited for
 */
public record Lock(long relation, String mode, boolean granted) {

    private static final String QUERY = """
            select relation, mode, granted
              from pg_locks
             where pid = %s
               and locktype = 'relation'
               and database = (select oid from pg_database where datname = current_database())
            """;

    /** Of the session that asks. */
    static final String OWN = QUERY.formatted("pg_backend_pid()");

    private static final List<String> BLOCK_WRITES =
            List.of("ShareLock", "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock");

    /** The statement that lists those of another session. */
    public static String ofProcess(int process) {
        return QUERY.formatted(process);
    }

    /** Nobody else writes the table while it is held. */
    public boolean blocksWrites() {
        return BLOCK_WRITES.contains(mode);
    }

    /** Nobody else reads the table while it is held. */
    public boolean blocksReads() {
        return mode.equals("AccessExclusiveLock");
    }

    /** As SQL spells it: ACCESS EXCLUSIVE. */
    public String inWords() {
        StringBuilder words = new StringBuilder();
        for (char letter : mode.substring(0, mode.length() - "Lock".length()).toCharArray()) {
            if (Character.isUpperCase(letter) && !words.isEmpty()) {
                words.append(' ');
            }
            words.append(Character.toUpperCase(letter));
        }
        return words.toString();
    }
}
