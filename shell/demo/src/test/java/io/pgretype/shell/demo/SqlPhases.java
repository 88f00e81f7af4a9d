package io.pgretype.shell.demo;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phase.Activity;
import io.pgretype.phase.Outcome;
import io.pgretype.phase.RunOption;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.status.ChangeStatus;
import io.pgretype.status.LockUse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The demo's change as a few plain statements: what the demo shows does not depend on how the phases work. */
final class SqlPhases implements PhaseDriver {

    private final String url;
    private final Set<PhaseCommand> sabotaged;
    private final List<LockUse> locks = new ArrayList<>();

    private SqlPhases(String url, Set<PhaseCommand> sabotaged) {
        this.url = url;
        this.sabotaged = sabotaged;
    }

    static Opener opener() {
        return (url, changes) -> new SqlPhases(url, EnumSet.noneOf(PhaseCommand.class));
    }

    /** Instead of that phase something goes wrong. */
    static Opener sabotaging(PhaseCommand command) {
        return (url, changes) -> new SqlPhases(url, EnumSet.of(command));
    }

    @Override
    public String report(String change) {
        return "<!doctype html><title>%s</title>".formatted(change);
    }

    @Override
    public Outcome plan(String change, Activity activity) {
        return Outcome.done(List.of());
    }

    @Override
    public Outcome run(PhaseCommand command, String change, Set<RunOption> options, Activity activity) {
        if (sabotaged.contains(command) && command != PhaseCommand.BACKFILL) {
            return Outcome.stopped(
                    List.of(), List.of(new Problem(ProblemCode.SOAKING, "No.", "sabotage", "As before.", "Nothing.")));
        }
        switch (command) {
            case EXPAND -> {
                execute("alter table contentcuration_file add column file_size_new bigint", """
                    create function mirror() returns trigger language plpgsql as $$
                    begin
                        new.file_size_new := new.file_size;
                        return new;
                    end
                    $$
                    """, """
                    create trigger zz_mirror before insert or update on contentcuration_file
                    for each row when (new.file_size_new is distinct from new.file_size) execute function mirror()
                    """);
                locks.add(new LockUse("expand", 1, 3, 2));
            }
            case BACKFILL -> backfill();
            case HARDEN ->
                execute("create index concurrently size_new on contentcuration_file (checksum, file_size_new)");
            case CUTOVER -> {
                swap("file_size_old", "file_size_new");
                locks.add(new LockUse("cutover", 2, locks.size() == 1 ? 120 : 80, 4));
            }
            case ROLLBACK -> {
                swap("file_size_new", "file_size_old");
                locks.add(new LockUse("rollback", 1, 7, 6));
            }
            case CONTRACT -> execute("""
                    begin;
                    drop trigger zz_mirror on contentcuration_file;
                    alter table contentcuration_file drop column file_size_old;
                    commit
                    """);
            default -> {
                // Verify only counts, and that is asked for below.
            }
        }
        return Outcome.done(List.of());
    }

    @Override
    public long rowsLeft(String change) {
        return 0;
    }

    @Override
    public ChangeStatus status(String change) {
        return new ChangeStatus(
                change,
                "public.contentcuration_file",
                "file_size",
                "integer",
                "bigint",
                List.of(),
                Phase.EXPANDED,
                null,
                2L,
                1L,
                1.0,
                1L,
                null,
                0L,
                0L,
                null,
                1L,
                1L,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of());
    }

    @Override
    public List<LockUse> lockUses(String change) {
        return List.copyOf(locks);
    }

    @Override
    public void close() {
        // It holds nothing.
    }

    /** The trigger has to work the other way round now: what it calls and when it fires. */
    private void swap(String nameOfTheOne, String nameOfTheOther) {
        execute("""
                begin;
                alter table contentcuration_file rename column file_size to %1$s;
                alter table contentcuration_file rename column %2$s to file_size;
                drop trigger zz_mirror on contentcuration_file;
                create or replace function mirror() returns trigger language plpgsql as $$
                begin
                    new.%1$s := new.file_size;
                    return new;
                end
                $$;
                create trigger zz_mirror before insert or update on contentcuration_file
                for each row when (new.%1$s is distinct from new.file_size) execute function mirror();
                commit
                """.formatted(nameOfTheOne, nameOfTheOther));
    }

    /** Rows that the traffic holds are left for the next batch, so neither ever waits for the other for long. */
    private void backfill() {
        String batch = """
                update contentcuration_file
                set file_size_new = file_size
                where id in (
                    select id
                    from contentcuration_file
                    where file_size_new is distinct from file_size
                    limit 1000
                    for update skip locked)
                """;
        int updated = 1;
        while (updated > 0) {
            updated = execute(batch);
        }
        if (sabotaged.contains(PhaseCommand.BACKFILL)) {
            // As the mirror would not let it.
            execute("set session_replication_role = replica", """
                    update contentcuration_file
                    set file_size_new = file_size - 1
                    where id in (select id from contentcuration_file where file_size > 0 for update skip locked)
                    """);
        }
    }

    /** How many rows the last statement wrote. */
    private int execute(String... statements) {
        try (Connection connection = DriverManager.getConnection(url);
                var jdbc = connection.createStatement()) {
            for (String statement : statements) {
                jdbc.execute(statement);
            }
            return jdbc.getUpdateCount();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
