package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.PhaseCommand;
import io.pgretype.phases.PreparedSession.Kind;
import io.pgretype.phases.PreparedSession.Setting;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which clients' prepared statements fail after which phase: what plan and runbook say of pgjdbc. */
class PreparedStatementsIT extends PhaseFixture {

    private final List<PreparedSession> sessions = new ArrayList<>();

    @BeforeEach
    void connect() throws SQLException {
        database.execute(
                "create table item (id integer primary key, n integer not null default 0, size integer)",
                "insert into item (id, size) select i, i from generate_series(1, 100) as i");
        workbench.change(CHANGE, "table: item\ncolumns: {size: {type: bigint}}\nsoak: 0s\n");
        for (Setting setting : Setting.values()) {
            for (Kind kind : Kind.values()) {
                for (boolean inTransaction : new boolean[] {true, false}) {
                    sessions.add(new PreparedSession(database, setting, kind, inTransaction, sessions.size() + 1));
                }
            }
        }
    }

    @AfterEach
    void disconnect() throws SQLException {
        for (PreparedSession session : sessions) {
            session.close();
        }
    }

    @Test
    void onlyTheRecommendedSettingSurvivesEveryPhase() throws SQLException {
        failsAfter(PhaseCommand.EXPAND);
        failsAfter(PhaseCommand.BACKFILL);
        failsAfter(PhaseCommand.HARDEN);
        run(PhaseCommand.VERIFY);
        failsAfter(PhaseCommand.CUTOVER);
        failsAfter(PhaseCommand.ROLLBACK);
        run(PhaseCommand.VERIFY);
        failsAfter(PhaseCommand.CUTOVER);
        failsAfter(PhaseCommand.CONTRACT);
    }

    @Test
    void abandonIsFeltAsExpandIs() throws SQLException {
        run(PhaseCommand.EXPAND);
        failsAfter(PhaseCommand.ABANDON);
    }

    private void failsAfter(PhaseCommand phase) throws SQLException {
        for (PreparedSession session : sessions) {
            session.prepare();
        }
        run(phase);
        for (PreparedSession session : sessions) {
            Optional<String> failure = session.again();
            if (session.mustFail(phase)) {
                assertThat(failure.orElse("no failure"))
                        .as("%s after %s", session, phase)
                        .contains("cached plan must not change result type");
            } else {
                assertThat(failure).as("%s after %s", session, phase).isEmpty();
            }
            // It is told once; from then on it works again.
            assertThat(session.again()).as("%s after %s, again", session, phase).isEmpty();
        }
    }
}
