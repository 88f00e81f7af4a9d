package io.pgretype.preflight;

import io.pgretype.change.Filling.OtherTriggers;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** To pass triggers by takes session_replication_role, which is a superuser's or a grant's, and before 15 only the former's. */
final class TriggersNotSkippable implements Check {

    private final OtherTriggers decision;

    TriggersNotSkippable(OtherTriggers decision) {
        this.decision = decision;
    }

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        if (decision != OtherTriggers.SKIP || subject.relation().open()) {
            return List.of();
        }
        boolean grantable = jdbc.sql("select current_setting('server_version_num')::integer >= 150000")
                .query(Boolean.class)
                .single();
        return Refusal.of(
                ProblemCode.TRIGGERS_NOT_SKIPPABLE,
                "The change file says 'triggers: skip', which this role may not do to %s.".formatted(subject.name()),
                lack(grantable, jdbc),
                grantable ? "As a superuser: %s; or write 'triggers: fire'.".formatted(grant(jdbc)) : """
                        Before PostgreSQL 15 only a superuser may: run pgretype as one, or write 'triggers: fire'.""");
    }

    /** has_parameter_privilege came with PostgreSQL 15, so it must not stand in a statement for 14. */
    private static List<String> lack(boolean grantable, JdbcClient jdbc) {
        return jdbc.sql("""
                        select format('role %%I may not set session_replication_role', current_user)
                         where not %s""".formatted(
                                grantable
                                        ? "has_parameter_privilege('session_replication_role', 'set')"
                                        : "(select rolsuper from pg_roles where rolname = current_user)"))
                .query(String.class)
                .list();
    }

    private static String grant(JdbcClient jdbc) {
        return jdbc.sql("select format('grant set on parameter session_replication_role to %I', current_user)")
                .query(String.class)
                .single();
    }
}
