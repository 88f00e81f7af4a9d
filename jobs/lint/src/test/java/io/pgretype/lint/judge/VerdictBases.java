package io.pgretype.lint.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.lint.migration.Migration;
import io.pgretype.lint.rule.Finding;
import io.pgretype.lint.scratch.Base;
import io.pgretype.lint.scratch.ScratchServer;
import io.pgretype.testkit.PostgresServer;
import io.pgretype.testkit.Share;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** For each file of verdicts a base with what it sets up; each case has a copy of its own. */
final class VerdictBases implements AutoCloseable {

    private final ScratchServer server;
    private final Map<String, Base> bases = new HashMap<>();

    private VerdictBases(ScratchServer server) {
        this.server = server;
    }

    static VerdictBases create() throws SQLException {
        VerdictBases created = new VerdictBases(TestServer.scratch());
        for (Verdicts verdicts : Verdicts.all()) {
            Base base = Base.of(created.server, List.of(Script.each(verdicts.file(), verdicts.setup())));
            assertThat(base.failures()).isEmpty();
            created.bases.put(verdicts.file(), base);
        }
        return created;
    }

    /** Those that the server of the tests can run; on the oldest one a third of them. */
    static Stream<Verdicts.Case> cases() {
        List<Verdicts.Case> cases = Verdicts.all().stream()
                .flatMap(verdicts -> verdicts.cases().stream())
                .filter(one -> one.since() <= PostgresServer.major())
                .toList();
        return Share.every(Share.isOldest() ? 3 : 1, cases);
    }

    /** What is found in the migration where the case's would be run. */
    List<Finding> judged(Verdicts.Case one, Migration migration) throws SQLException {
        List<Migration> before = one.before().isBlank() ? List.of() : List.of(Script.each("before", one.before()));
        try (Base base = bases.get(one.file()).plus(before)) {
            return Judgement.in(base, one.tool(), List.of(migration)).findings();
        }
    }

    @Override
    public void close() throws SQLException {
        server.close();
    }
}
