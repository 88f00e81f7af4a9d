package io.pgretype.preflight;

import io.pgretype.preflight.Dependent.Kind;
import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is not known to be carried is not: extensions and later releases bring kinds of which we know nothing. */
final class UnknownDependent implements Check {

    /** Security labels are not in pg_depend. */
    private static final String SECURITY_LABELS = """
            select format('security label of provider %s on column %I', label.provider, attribute.attname)
              from pg_seclabel as label
              join pg_attribute as attribute
                on attribute.attrelid = label.objoid
               and attribute.attnum = label.objsubid
             where label.classoid = 'pg_class'::regclass
               and label.objoid = :table
               and label.objsubid in (:columns)""";

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        return Refusal.of(
                ProblemCode.UNKNOWN_DEPENDENT,
                "Objects of an unknown kind depend on a column of %s.".formatted(subject.name()),
                Stream.concat(
                                subject.dependents().textsOf(Kind.UNKNOWN).stream(),
                                securityLabels(subject, jdbc).stream())
                        .toList(),
                "Drop the object, run the change, create it again; or leave the column as it is.");
    }

    private static List<String> securityLabels(Subject subject, JdbcClient jdbc) {
        return jdbc.sql(SECURITY_LABELS)
                .param("table", subject.oid())
                .param("columns", subject.numbers())
                .query(String.class)
                .list();
    }
}
