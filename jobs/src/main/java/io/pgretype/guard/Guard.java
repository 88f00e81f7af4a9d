package io.pgretype.guard;

import io.pgretype.database.SqlState;
import io.pgretype.ledger.Ledger;
import io.pgretype.ledger.LedgerPublications;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.problem.ProblemException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the guard into the database, takes it out, and says how it stands. */
public final class Guard {

    /** Tables that are rewritten in some seconds need no guard. */
    public static final long ABOVE_BY_DEFAULT = 1L << 30;

    private static final String STATE = """
            select trigger.evtname as name,
                   trigger.evtenabled <> 'D' as enabled,
                   btrim(function.prosrc, E'\\n') as body,
                   obj_description(trigger.oid, 'pg_event_trigger')::json ->> 'above' as above,
                   obj_description(trigger.oid, 'pg_event_trigger')::json ->> 'by' as enabled_by,
                   obj_description(trigger.oid, 'pg_event_trigger')::json ->> 'at' as since
              from pg_event_trigger as trigger
              join pg_proc as function
                on function.oid = trigger.evtfoid
             where trigger.evtname = any (:names::text[])""";

    private final Ledger ledger;
    private final JdbcClient jdbc;

    public Guard(Ledger ledger) {
        this.ledger = ledger;
        this.jdbc = ledger.database().jdbc();
    }

    /**
     * Enables it, or gives it another size.
     *
     * @param above in bytes
     * @throws ProblemException {@code no-privilege}: most servers let only superusers make event triggers; {@code
     *     name-taken}
     */
    public void enable(long above) {
        // The ledger belongs to the role that runs the phases, so it is made before the superuser comes.
        install();
        run("enable", GuardStatements.enable(above));
    }

    /** @throws ProblemException {@code no-privilege}, {@code name-taken} */
    public void disable() {
        run("disable", GuardStatements.disable());
    }

    /** What a superuser has to run, for psql. Makes the ledger where there is none, so that it has its proper owner. */
    public String enablingScript(long above) {
        install();
        return script(GuardStatements.enable(above));
    }

    public String disablingScript() {
        return script(GuardStatements.disable());
    }

    /** The guard has no change file that could say that subscribers are ready for the ledger. */
    private void install() {
        if (!ledger.schema().isInstalled()) {
            new LedgerPublications(jdbc)
                    .problem("Expand a change first: its plan says what subscribers need. Then enable the guard.")
                    .ifPresent(problem -> {
                        throw new ProblemException(problem);
                    });
        }
        ledger.schema().install();
    }

    /** Empty: off. */
    public Optional<GuardState> state() {
        List<Found> found = jdbc.sql(STATE)
                .param("names", GuardStatements.TRIGGERS.toArray(String[]::new))
                .query(Found.class)
                .list();
        return found.isEmpty() ? Optional.empty() : Optional.of(state(found));
    }

    record Found(
            String name,
            boolean enabled,
            String body,
            @org.jspecify.annotations.Nullable String above,
            @org.jspecify.annotations.Nullable String enabledBy,
            @org.jspecify.annotations.Nullable String since) {}

    private static GuardState state(List<Found> found) {
        Optional<Found> rewrite = found.stream()
                .filter(trigger -> trigger.name.equals(GuardStatements.REWRITE))
                .findFirst();
        long above = rewrite.map(Found::above).map(Long::valueOf).orElse(0L);
        boolean all = found.size() == GuardStatements.TRIGGERS.size();
        boolean ours = found.stream()
                .allMatch(trigger -> trigger.body.equals(
                        trigger.name.equals(GuardStatements.REWRITE)
                                ? GuardStatements.rewrite(above)
                                : GuardStatements.ddl()));
        String flaw = null;
        if (!all) {
            flaw = "some of its event triggers are missing";
        } else if (!found.stream().allMatch(Found::enabled)) {
            flaw = "some of its event triggers are disabled";
        } else if (!ours) {
            flaw = "its functions are not those of this release";
        }
        return new GuardState(
                above,
                rewrite.map(Found::enabledBy).orElse(null),
                rewrite.map(Found::since).orElse(null),
                flaw);
    }

    private void run(String verb, List<String> statements) {
        try {
            ledger.database()
                    .runInTransaction(
                            () -> statements.forEach(sql -> jdbc.sql(sql).update()));
        } catch (DataAccessException e) {
            if (e.getRootCause() instanceof SQLException cause
                    && SqlState.of(cause).isDuplicateObject()) {
                throw new ProblemException(nameTaken(verb, cause), e);
            }
            if (e.getRootCause() instanceof SQLException cause
                    && SqlState.of(cause).isInsufficientPrivilege()) {
                throw new ProblemException(
                        new Problem(
                                ProblemCode.NO_PRIVILEGE,
                                "This role may not %s the guard.".formatted(verb),
                                String.valueOf(cause.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse(""),
                                Problem.NOTHING_CHANGED,
                                "Let a superuser run it: ./pgretype guard %s --print | psql -U postgres"
                                        .formatted(verb)),
                        e);
            }
            throw e;
        }
    }

    private static Problem nameTaken(String verb, SQLException cause) {
        return new Problem(
                ProblemCode.NAME_TAKEN,
                "The guard was not %sd.".formatted(verb),
                String.valueOf(cause.getMessage()).lines().findFirst().orElse("") + ", which is not the guard's",
                Problem.NOTHING_CHANGED,
                "Rename it (alter event trigger … rename to …) or drop it, then run the same command again.");
    }

    private static String script(List<String> statements) {
        return statements.stream()
                .map(sql -> sql + ";")
                .collect(Collectors.joining("\n\n", "begin;\n\n", "\n\ncommit;"));
    }
}
