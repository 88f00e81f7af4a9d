package io.pgretype.ledger;

import io.pgretype.database.Database;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The migration files that were applied, and what became of their parts: transactions, or statements outside one. */
public final class AppliedFiles {

    private static final String BEGIN_PART = """
            insert into pgretype.applied_part (file, number, line)
            values (:file, :number, :line)
            on conflict (file, number) do update
               set begun_by = excluded.begun_by,
                   begun_at = excluded.begun_at""";

    private static final String PART_DONE = """
            insert into pgretype.applied_part (file, number, line, done_at, attempts, wait_ms, blockers)
            values (:file, :number, :line, clock_timestamp(), :attempts, :wait, :blockers)
            on conflict (file, number) do update
               set done_at = excluded.done_at,
                   attempts = excluded.attempts,
                   wait_ms = excluded.wait_ms,
                   blockers = excluded.blockers""";

    private final JdbcClient jdbc;

    AppliedFiles(Database database) {
        this.jdbc = database.jdbc();
    }

    /**
     * What is known of a file.
     *
     * @param hash of its text when it was begun
     * @param begun the numbers of parts that were begun outside a transaction, and may be done or not
     * @param done the numbers of those that are
     * @param finished all are
     */
    public record AppliedFile(String hash, Set<Integer> begun, Set<Integer> done, boolean finished) {}

    /** A part, by its file, its number from 1 on, and the line of its first statement. */
    public record PartKey(String file, int number, int line) {}

    /** Empty if it was never begun. */
    public Optional<AppliedFile> find(String name) {
        return jdbc.sql(
                        "select text_hash, done_at is not null as finished from pgretype.applied_file where name = :name")
                .param("name", name)
                .query((row, number) -> new AppliedFile(
                        row.getString("text_hash"),
                        numbers(name, "done_at is null"),
                        numbers(name, "done_at is not null"),
                        row.getBoolean("finished")))
                .optional();
    }

    private Set<Integer> numbers(String name, String condition) {
        return jdbc.sql("select number from pgretype.applied_part where file = :name and " + condition)
                .param("name", name)
                .query(Integer.class)
                .set();
    }

    /** Repeating it changes nothing. */
    public void begin(String name, String hash) {
        jdbc.sql("""
                        insert into pgretype.applied_file (name, text_hash)
                        values (:name, :hash)
                        on conflict (name) do nothing""").param("name", name).param("hash", hash).update();
    }

    /** For a part that cannot be one transaction with its note. */
    public void beginPart(PartKey part) {
        jdbc.sql(BEGIN_PART)
                .param("file", part.file())
                .param("number", part.number())
                .param("line", part.line())
                .update();
    }

    /**
     * In the part's own transaction, where it has one.
     *
     * @param waited from the first attempt until the last one
     */
    public void partDone(PartKey part, int attempts, Duration waited, List<String> blockers) {
        jdbc.sql(PART_DONE)
                .param("file", part.file())
                .param("number", part.number())
                .param("line", part.line())
                .param("attempts", attempts)
                .param("wait", waited.toMillis())
                .param("blockers", LockLog.text(blockers))
                .update();
    }

    /** After the commit: how long its strongest locks were held. */
    public void held(PartKey part, Duration hold) {
        jdbc.sql("update pgretype.applied_part set hold_ms = :hold where file = :file and number = :number")
                .param("hold", hold.toMillis())
                .param("file", part.file())
                .param("number", part.number())
                .update();
    }

    /** It may be applied again, as if it never had been. */
    public void forget(String name) {
        jdbc.sql("delete from pgretype.applied_part where file = :name")
                .param("name", name)
                .update();
        jdbc.sql("delete from pgretype.applied_file where name = :name")
                .param("name", name)
                .update();
    }

    public void finish(String name) {
        jdbc.sql("""
                        update pgretype.applied_file
                           set done_at = clock_timestamp()
                         where name = :name
                           and done_at is null""").param("name", name).update();
    }
}
