package io.pgretype.ledger;

import io.pgretype.database.Database;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
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

    private static final String STATES = """
            select file.name,
                   file.begun_by,
                   file.begun_at,
                   file.done_at,
                   (select count(*) from pgretype.applied_part part where part.file = file.name and part.done_at is not null) as parts,
                   failed.failed_at,
                   failed.error
              from pgretype.applied_file file
              left join lateral (
                   select failed_at, error
                     from pgretype.failed_attempt
                    where file = file.name
                    order by number desc
                    limit 1) failed
                on file.done_at is null
             order by file.begun_at, file.name""";

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

    /**
     * How far a file came.
     *
     * @param parts how many of its parts are done
     * @param error of the last attempt that failed; empty where the file is done or none has failed
     */
    public record FileState(
            String name,
            String begunBy,
            Instant begunAt,
            Optional<Instant> doneAt,
            int parts,
            Optional<Instant> failedAt,
            Optional<String> error) {}

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

    /**
     * An attempt that ended with an error.
     *
     * @param code what the error is to pgretype: {@code migration-failed}
     * @param error where it failed, and what the server said
     */
    public void failed(PartKey part, String code, String error) {
        jdbc.sql("""
                        insert into pgretype.failed_attempt (file, part, code, error)
                        values (:file, :part, :code, :error)""")
                .param("file", part.file())
                .param("part", part.number())
                .param("code", code)
                .param("error", error)
                .update();
    }

    /** All that were ever begun, in that order. The ledger has to have {@code failed_attempt}. */
    public List<FileState> states() {
        return jdbc.sql(STATES)
                .query((row, number) -> new FileState(
                        row.getString("name"),
                        row.getString("begun_by"),
                        row.getTimestamp("begun_at").toInstant(),
                        Optional.ofNullable(row.getTimestamp("done_at")).map(Timestamp::toInstant),
                        row.getInt("parts"),
                        Optional.ofNullable(row.getTimestamp("failed_at")).map(Timestamp::toInstant),
                        Optional.ofNullable(row.getString("error"))))
                .list();
    }

    public void finish(String name) {
        jdbc.sql("""
                        update pgretype.applied_file
                           set done_at = clock_timestamp()
                         where name = :name
                           and done_at is null""").param("name", name).update();
    }
}
