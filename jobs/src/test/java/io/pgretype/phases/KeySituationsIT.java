package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pgretype.ledger.Phase;
import io.pgretype.ledger.PhaseCommand;
import io.pgretype.testkit.AnyVersion;
import io.pgretype.testkit.PostgresServer;
import io.pgretype.testkit.SchemaDump;
import io.pgretype.testkit.Share;
import io.pgretype.testkit.TestDatabase;
import java.io.IOException;
import java.net.URISyntaxException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keys as real schemas have them: in every phase, each write ends and leaves what it would if the types had been the new ones from
 * the start; the way back leads to the schema as it was, the way forward to that of the twin.
 */
class KeySituationsIT extends PhaseFixture {

    private static final String ONLY = System.getProperty("key-situation", ".*");

    private TestDatabase oracle;
    private int round;

    static Stream<KeySituation> forth() throws IOException, URISyntaxException {
        return Share.half(taken());
    }

    static Stream<KeySituation> back() throws IOException, URISyntaxException {
        return Share.every(3, taken());
    }

    private static List<KeySituation> taken() throws IOException, URISyntaxException {
        return KeySituation.all()
                .filter(situation -> situation.refused().isEmpty()
                        && situation.since() <= PostgresServer.major()
                        && situation.name().matches(ONLY))
                .toList();
    }

    static Stream<KeySituation> refused() throws IOException, URISyntaxException {
        return KeySituation.all()
                .filter(situation ->
                        !situation.refused().isEmpty() && situation.name().matches(ONLY));
    }

    @BeforeEach
    void openOracle() {
        oracle = TestDatabase.create();
    }

    @AfterEach
    void closeOracle() {
        oracle.close();
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("forth")
    void reachesTheNewTypes(KeySituation situation) throws SQLException {
        prepare(situation);
        oracle.execute(situation.createWithNewTypes());
        String after = SchemaDump.withoutColumnOrder(SchemaDump.byCatalog(oracle));
        try (var writes = new TwinWrites(database, oracle)) {
            forward(Phase.CUT_OVER, situation, writes);
            writes.write("beyond the old type", situation.writesBeyond());
            step(PhaseCommand.CONTRACT, situation, writes);
        }
        assertThat(SchemaDump.withoutColumnOrder(SchemaDump.byCatalog(database)))
                .isEqualTo(after);
    }

    @AnyVersion
    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("back")
    void goesBackAfterCutover(KeySituation situation) throws SQLException {
        prepare(situation);
        oracle.execute(situation.createWithNewTypes());
        String before = SchemaDump.byCatalog(database);
        try (var writes = new TwinWrites(database, oracle)) {
            forward(Phase.CUT_OVER, situation, writes);
            step(PhaseCommand.ROLLBACK, situation, writes);
            run(PhaseCommand.ABANDON);
        }
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource
    void refused(KeySituation situation) {
        prepare(situation);
        String before = SchemaDump.byCatalog(database);
        assertThat(workbench.run(PhaseCommand.EXPAND, CHANGE).problems())
                .extracting(problem -> problem.code().name())
                .containsExactlyElementsOf(situation.refused());
        assertThat(SchemaDump.byCatalog(database)).isEqualTo(before);
    }

    private void prepare(KeySituation situation) {
        assumeTrue(PostgresServer.major() >= situation.since(), "this PostgreSQL does not know it");
        database.execute(situation.create());
        workbench.change(CHANGE, situation.change());
    }

    /** From the start to that phase. */
    private void forward(Phase last, KeySituation situation, TwinWrites writes) throws SQLException {
        writes.write("before expand", situation.writes(number()));
        for (PhaseCommand command : PhaseCommand.forward()) {
            step(command, situation, writes);
            if (command.to() == last) {
                return;
            }
        }
    }

    private void step(PhaseCommand command, KeySituation situation, TwinWrites writes) throws SQLException {
        run(command);
        writes.write("after " + command.text(), situation.writes(number()));
    }

    private int number() {
        return 1_000 + 10 * round++;
    }
}
