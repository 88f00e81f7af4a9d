package io.pgretype.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgretype.testkit.WireProxy.Cut;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The proxy cuts where it is told to, and nowhere else. */
class WireProxyIT {

    private TestDatabase database;
    private WireProxy proxy;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        database.execute("create table noted (text text)");
        proxy = WireProxy.to(database.host(), database.port());
    }

    @AfterEach
    void close() {
        proxy.close();
        database.close();
    }

    @ParameterizedTest
    @CsvSource({"BEFORE_COMMIT, 0", "AFTER_COMMIT, 1"})
    void theClientDoesNotLearnWhatTheServerDid(Cut cut, long rows) throws Exception {
        WireProxy.Armed armed = proxy.cut(cut, "insert into noted", false);
        try (Connection client = connect();
                Connection other = connect()) {
            note(client, "insert into noted values ('a')");

            assertThatThrownBy(client::commit).isInstanceOf(SQLException.class);

            // The client may learn of it before it is noted.
            armed.made().get(10, TimeUnit.SECONDS);
            assertThat(other.isValid(5)).isTrue();
        }
        assertThat(noted()).isEqualTo(rows);
    }

    @Test
    void theServerCommitsWhatItGotThoughTheClientIsGone() throws Exception {
        WireProxy.Armed armed = proxy.cut(Cut.AT_COMMIT, "insert into noted", false);
        try (Connection client = connect()) {
            note(client, "insert into noted values ('a')");
            assertThatThrownBy(client::commit).isInstanceOf(SQLException.class);
        }
        armed.made().get(10, TimeUnit.SECONDS);
        assertThat(noted()).isEqualTo(1);
    }

    @Test
    void aWithheldAnswerLeavesTheClientWaiting() throws Exception {
        WireProxy.Armed armed = proxy.cut(Cut.ANSWER_WITHHELD, "insert into noted", false);
        Connection client = connect();
        note(client, "insert into noted values ('a')");
        CompletableFuture<Boolean> committed = CompletableFuture.supplyAsync(() -> {
            try {
                client.commit();
                return true;
            } catch (SQLException e) {
                return false;
            }
        });

        armed.made().get(10, TimeUnit.SECONDS);

        assertThat(noted()).isEqualTo(1);
        assertThat(committed).isNotDone();
        proxy.cutAll();
        assertThat(committed.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void otherTransactionsPassAndTheNextIsCutOnce() throws Exception {
        WireProxy.Armed armed = proxy.cut(Cut.BEFORE_COMMIT, "'cut me'", false);
        try (Connection client = connect()) {
            // Often enough that the driver prepares BEGIN, COMMIT and the statement on the server.
            for (int i = 0; i < 20; i++) {
                note(client, "insert into noted values ('a')");
                client.commit();
            }
            assertThat(armed.made()).isNotDone();
            note(client, "insert into noted values ('cut me')");
            assertThatThrownBy(client::commit).isInstanceOf(SQLException.class);
        }
        try (Connection client = connect()) {
            note(client, "insert into noted values ('cut me')");
            client.commit();
        }
        assertThat(noted()).isEqualTo(21);
    }

    @Test
    void everyConnectionCanBeLostAtOnce() throws Exception {
        proxy.cut(Cut.AFTER_COMMIT, "insert into noted", true);
        try (Connection client = connect();
                Connection other = connect()) {
            note(client, "insert into noted values ('a')");
            assertThatThrownBy(client::commit).isInstanceOf(SQLException.class);
            assertThat(other.isValid(5)).isFalse();
        }
    }

    @Test
    void letsNobodyThroughWhileItRefuses() throws Exception {
        proxy.refuse(true);
        assertThatThrownBy(this::connect).isInstanceOf(SQLException.class);
        proxy.refuse(false);
        connect().close();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://%s:%d/%s?user=%s&password=%s"
                .formatted(proxy.host(), proxy.port(), database.name(), database.user(), database.password()));
    }

    private static void note(Connection client, String sql) throws SQLException {
        client.setAutoCommit(false);
        try (var statement = client.prepareStatement(sql)) {
            statement.executeUpdate();
        }
    }

    private long noted() {
        return database.value("select count(*) from noted", Long.class);
    }
}
