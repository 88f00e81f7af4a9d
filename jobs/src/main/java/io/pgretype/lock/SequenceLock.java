package io.pgretype.lock;

import io.pgretype.change.QualifiedName;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Locks a sequence ACCESS EXCLUSIVE, in the caller's transaction. LOCK TABLE takes no sequence, so it gets the owner that it
 * has. Whoever has had a number of it holds ROW EXCLUSIVE until the end of his transaction.
 */
public final class SequenceLock {

    private static final String OWNER = """
            select quote_ident(pg_get_userbyid(relowner))
              from pg_class
             where oid = cast(:sequence as regclass)""";

    private SequenceLock() {}

    /** From then on its position stays as it is. */
    public static void take(JdbcClient jdbc, QualifiedName sequence) {
        jdbc.sql(statement(jdbc, sequence)).update();
    }

    static String statement(JdbcClient jdbc, QualifiedName sequence) {
        String owner = jdbc.sql(OWNER)
                .param("sequence", sequence.sql())
                .query(String.class)
                .single();
        return "alter sequence %s owner to %s".formatted(sequence.sql(), owner);
    }
}
