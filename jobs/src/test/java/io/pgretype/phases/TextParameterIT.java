package io.pgretype.phases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgretype.testkit.AnyVersion;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

/** Where a text becomes a uuid, what plan and runbook say of pgjdbc. */
@AnyVersion
class TextParameterIT extends TextToUuidFixture {

    @Test
    void aTextThatIsDeclaredAsOneFailsFromCutoverOn() throws Exception {
        inEveryPhase(isUuid -> {
            try (Connection connection = database.connect();
                    PreparedStatement select = connection.prepareStatement("select title from node where id = ?")) {
                select.setString(1, SEVEN);
                if (isUuid) {
                    assertFails(select, "operator does not exist: uuid = character varying");
                    assertThatThrownBy(() -> update(connection, "insert into node (id) values (?)", SEVEN))
                            .hasMessageContaining(
                                    "column \"id\" is of type uuid but expression is of type character varying");
                } else {
                    assertThat(first(select)).isEqualTo("node 7");
                }
            }
        });
    }

    @Test
    void aUuidThatIsDeclaredAsOneFailsUntilCutover() throws Exception {
        inEveryPhase(isUuid -> {
            try (Connection connection = database.connect();
                    PreparedStatement select = connection.prepareStatement("select title from node where id = ?")) {
                select.setObject(1, UUID.fromString(SEVEN_AS_UUID));
                if (isUuid) {
                    assertThat(first(select)).isEqualTo("node 7");
                    assertThat(read(connection)).isEqualTo(UUID.fromString(SEVEN_AS_UUID));
                } else {
                    assertFails(select, "operator does not exist: character = uuid");
                }
            }
        });
    }

    @Test
    void undeclaredItWorksInEveryPhase() throws Exception {
        inEveryPhase(isUuid -> {
            try (Connection connection = undeclared()) {
                try (PreparedStatement select =
                        connection.prepareStatement("select id from node where id = ? and id in (?, ?)")) {
                    select.setString(1, SEVEN);
                    select.setString(2, SEVEN);
                    select.setObject(3, "c9f0f895fb98ab9159f51fd0297e236d");
                    assertThat(first(select)).isEqualTo(isUuid ? SEVEN_AS_UUID : SEVEN);
                }
                // An array's type is declared all the same, but not that of its text.
                try (PreparedStatement select =
                        connection.prepareStatement("select title from node where id = any (?)")) {
                    if (isUuid) {
                        select.setArray(1, connection.createArrayOf("text", new String[] {SEVEN}));
                        assertFails(select, "operator does not exist: uuid = text");
                    }
                    select.setString(1, "{%s}".formatted(SEVEN));
                    assertThat(first(select)).isEqualTo("node 7");
                }
                String key = UUID.randomUUID().toString().replace("-", "");
                update(connection, "insert into node (id, title) values (?, 'new')", key);
                update(connection, "update node set title = 'newer' where id = ?", key);
                update(connection, "delete from node where id = ?", key);
            }
        });
    }

    /** The server keeps the type that it took the parameter for when the statement was prepared. */
    @Test
    void butNotInAStatementThatIsKeptPreparedAcrossCutover() throws Exception {
        String select = "select title from node where id = ?";
        try (Connection keeping = undeclared("prepareThreshold=1&autosave=conservative");
                Connection forgetting = undeclared("prepareThreshold=0")) {
            inEveryPhase(isUuid -> {
                try (PreparedStatement statement = forgetting.prepareStatement(select)) {
                    statement.setString(1, SEVEN);
                    assertThat(first(statement)).isEqualTo("node 7");
                }
                try (PreparedStatement statement = keeping.prepareStatement(select)) {
                    statement.setString(1, SEVEN);
                    if (isUuid) {
                        assertFails(statement, "operator does not exist: uuid = character");
                    } else {
                        assertThat(first(statement)).isEqualTo("node 7");
                    }
                }
            });
        }
    }

    private Connection undeclared(String settings) throws SQLException {
        return DriverManager.getConnection(database.url() + "&stringtype=unspecified&" + settings);
    }

    private Connection undeclared() throws SQLException {
        return DriverManager.getConnection(database.url() + "&stringtype=unspecified");
    }

    private static UUID read(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select id from node where number = 7");
                ResultSet rows = select.executeQuery()) {
            rows.next();
            return rows.getObject(1, UUID.class);
        }
    }

    private static void update(Connection connection, String sql, String key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    private static String first(PreparedStatement select) throws SQLException {
        try (ResultSet rows = select.executeQuery()) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static void assertFails(PreparedStatement select, String message) {
        assertThatThrownBy(select::executeQuery)
                .isInstanceOf(PSQLException.class)
                .hasMessageContaining(message);
    }
}
