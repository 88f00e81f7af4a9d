package io.pgretype.preflight;

import io.pgretype.problem.Problem;
import io.pgretype.problem.ProblemCode;
import io.pgretype.sequence.Feed;
import io.pgretype.sequence.IdentityReader;
import io.pgretype.sequence.NumberType;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Only integers can be identity columns; and the sequence of one is made again, which what else uses it would not survive. */
final class IdentityColumn implements Check {

    private static final String TYPE = "select format_type(to_regtype(:type), null)";

    @Override
    public boolean looksAtPartitions() {
        return false;
    }

    @Override
    public List<Problem> refusals(Subject subject, JdbcClient jdbc) {
        List<String> obstacles = new ArrayList<>();
        IdentityReader identities = new IdentityReader(jdbc);
        for (MovedColumn column : subject.columns()) {
            for (Feed feed :
                    identities.feeds(subject.oid(), List.of(column.move().column()))) {
                if (!mayBeIdentity(column.move().typeAlone(), jdbc)) {
                    obstacles.add("%s.%s is an identity column, and %s cannot be one"
                            .formatted(
                                    subject.name(), column.name(), column.move().type()));
                }
                identities
                        .others(feed)
                        .forEach(other -> obstacles.add("%s uses sequence %s of identity column %s.%s"
                                .formatted(other, feed.sequence().name(), subject.name(), column.name())));
            }
        }
        return Refusal.of(
                ProblemCode.IDENTITY_COLUMN,
                "The identity of a column of %s cannot be carried.".formatted(subject.name()),
                obstacles,
                "Let the column be no identity column any more (alter table … alter column … drop identity), and let it and"
                        + " what else uses the sequence draw from one of their own; then run the same command again.");
    }

    private static boolean mayBeIdentity(String type, JdbcClient jdbc) {
        return jdbc.sql(TYPE).param("type", type).query(String.class).list().stream()
                .anyMatch(name -> name != null && NumberType.of(name).isPresent());
    }
}
