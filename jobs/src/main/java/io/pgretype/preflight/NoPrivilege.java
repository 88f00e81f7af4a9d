package io.pgretype.preflight;

import io.pgretype.problem.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All that the phases to come will do must be allowed before the first of them begins. */
final class NoPrivilege implements Check {

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        List<MissingPrivilege> missing = Stream.of(
                        TablePrivileges.missing(subject, jdbc),
                        SequencePrivileges.missing(subject, jdbc),
                        SequencePrivileges.missingForIdentity(subject, jdbc),
                        StatisticsPrivileges.missing(subject, jdbc),
                        DatabasePrivileges.missing(subject, jdbc))
                .flatMap(List::stream)
                .distinct()
                .toList();
        return MissingPrivilege.problems(
                "This role may not do all that a change of %s takes.".formatted(subject.name()), missing);
    }
}
