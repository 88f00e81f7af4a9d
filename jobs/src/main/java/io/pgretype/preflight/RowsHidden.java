package io.pgretype.preflight;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows that row level security hides from us would be neither filled nor verified. */
final class RowsHidden implements Check {

    private static final String ACTIVE_ROW_SECURITY = """
            select case
                       when relforcerowsecurity
                       then format('row level security is forced on its owner too, and role %I has no'
                                || ' BYPASSRLS', current_user)
                       else format('row level security is enabled, and role %I neither owns the table nor'
                                || ' has BYPASSRLS', current_user)
                   end
              from pg_class
             where oid = :table
               and row_security_active(oid)""";

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        List<String> hidden = jdbc.sql(ACTIVE_ROW_SECURITY)
                .param("table", subject.oid())
                .query(String.class)
                .list();
        return Refusal.of(
                ProblemCode.ROWS_HIDDEN,
                "Row level security may hide rows of %s from this role.".formatted(subject.name()),
                hidden,
                "Run pgretype as a role with BYPASSRLS ('alter role … bypassrls', as a superuser), or as the table's"
                        + " owner where row level security is not forced.");
    }
}
