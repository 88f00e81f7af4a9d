package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.ledger.PhaseCommand;
import io.pgretype.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * An application's session that keeps one statement prepared on the server. One statement only: once the driver has seen
 * that the plan of one is stale it prepares all of that connection anew.
 */
final class PreparedSession implements AutoCloseable {

    /** What the connection is told about it. */
    enum Setting {
        AS_IT_COMES("autosave=never"),
        AUTOSAVE("autosave=conservative"),
        NOTHING_PREPARED("prepareThreshold=0");

        private final String property;

        Setting(String property) {
            this.property = property;
        }
    }

    private static final Set<PhaseCommand> ANY_COLUMN = EnumSet.of(
            PhaseCommand.EXPAND,
            PhaseCommand.CUTOVER,
            PhaseCommand.ROLLBACK,
            PhaseCommand.CONTRACT,
            PhaseCommand.ABANDON);
    private static final Set<PhaseCommand> THE_COLUMN = EnumSet.of(PhaseCommand.CUTOVER, PhaseCommand.ROLLBACK);

    /** What is prepared, and the phases after which it returns something else. */
    enum Kind {
        SELECT_ALL("select * from item where id = ?", ANY_COLUMN),
        SELECT_THE_COLUMN("select size from item where id = ?", THE_COLUMN),
        SELECT_ANOTHER("select n from item where id = ?", EnumSet.noneOf(PhaseCommand.class)),
        UPDATE("update item set n = n + 1 where id = ?", EnumSet.noneOf(PhaseCommand.class)),
        UPDATE_RETURNING_ALL("update item set n = n + 1 where id = ? returning *", ANY_COLUMN),
        UPDATE_RETURNING_THE_COLUMN("update item set n = n + 1 where id = ? returning size", THE_COLUMN),
        /** Several at once, whose rows the driver fetches as "generated keys". */
        BATCH_RETURNING_ALL("update item set n = n + 1 where id = ?", ANY_COLUMN);

        private final String sql;
        private final Set<PhaseCommand> changedBy;

        Kind(String sql, Set<PhaseCommand> changedBy) {
            this.sql = sql;
            this.changedBy = changedBy;
        }

        private int writes() {
            return this == BATCH_RETURNING_ALL ? 3 : sql.startsWith("update") ? 1 : 0;
        }
    }

    private final Setting setting;
    private final Kind kind;
    private final boolean inTransaction;
    private final int row;
    private final Connection connection;

    /** @param row of table item, which nobody else writes */
    PreparedSession(TestDatabase database, Setting setting, Kind kind, boolean inTransaction, int row)
            throws SQLException {
        this.setting = setting;
        this.kind = kind;
        this.inTransaction = inTransaction;
        this.row = row;
        this.connection = DriverManager.getConnection(database.url() + "&" + setting.property);
        connection.setAutoCommit(!inTransaction);
    }

    /** Runs the statement as often as the driver wants before it leaves it prepared on the server. */
    void prepare() throws SQLException {
        for (int i = 0; i < 6; i++) {
            execute();
            commit();
        }
        assertThat(isPreparedOnServer()).as(toString()).isEqualTo(setting != Setting.NOTHING_PREPARED);
    }

    private boolean isPreparedOnServer() throws SQLException {
        // As a plain statement it is not prepared itself.
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select exists (select from pg_prepared_statements where statement like '%item%id = $1%')")) {
            rows.next();
            boolean prepared = rows.getBoolean(1);
            commit();
            return prepared;
        }
    }

    /** Whether the statement must fail now, after the phase, for its plan's sake. */
    boolean mustFail(PhaseCommand phase) {
        boolean healed = setting == Setting.NOTHING_PREPARED
                || (kind != Kind.BATCH_RETURNING_ALL && (setting == Setting.AUTOSAVE || !inTransaction));
        return kind.changedBy.contains(phase) && !healed;
    }

    /** What the driver said if it failed; then nothing was done. Else all was, and just once. */
    Optional<String> again() throws SQLException {
        int before = count();
        try {
            if (inTransaction) {
                bump();
            }
            execute();
            commit();
        } catch (SQLException e) {
            if (inTransaction) {
                connection.rollback();
            }
            assertThat(count()).as("%s: what the failed transaction did", this).isEqualTo(before);
            return Optional.of(String.valueOf(e.getMessage()));
        }
        assertThat(count())
                .as("%s: what the transaction did", this)
                .isEqualTo(before + kind.writes() + (inTransaction ? 1 : 0));
        return Optional.empty();
    }

    private void execute() throws SQLException {
        switch (kind) {
            case UPDATE -> {
                try (PreparedStatement statement = connection.prepareStatement(kind.sql)) {
                    statement.setInt(1, row);
                    assertThat(statement.executeUpdate()).isEqualTo(1);
                }
            }
            case BATCH_RETURNING_ALL -> {
                try (PreparedStatement statement =
                        connection.prepareStatement(kind.sql, PreparedStatement.RETURN_GENERATED_KEYS)) {
                    for (int i = 0; i < kind.writes(); i++) {
                        statement.setInt(1, row);
                        statement.addBatch();
                    }
                    assertThat(statement.executeBatch()).containsOnly(1);
                }
            }
            default -> {
                try (PreparedStatement statement = connection.prepareStatement(kind.sql)) {
                    statement.setInt(1, row);
                    try (ResultSet rows = statement.executeQuery()) {
                        assertThat(rows.next()).isTrue();
                    }
                }
            }
        }
    }

    /** An earlier write of the same transaction, which must neither be lost nor done twice. */
    private void bump() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("update item set n = n + 1 where id = " + row);
        }
    }

    private int count() throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select n from item where id = " + row)) {
            rows.next();
            int count = rows.getInt(1);
            commit();
            return count;
        }
    }

    private void commit() throws SQLException {
        if (inTransaction) {
            connection.commit();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    @Override
    public String toString() {
        return "%s, %s, %s a transaction".formatted(kind.sql, setting.property, inTransaction ? "inside" : "outside");
    }
}
