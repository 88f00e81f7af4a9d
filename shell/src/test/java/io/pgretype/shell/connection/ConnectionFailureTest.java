package io.pgretype.shell.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.problem.ProblemCode;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionFailureTest {

    private final ConnectionFailure failure =
            new ConnectionFailure(ConnectionSettings.of(null, Map.of("PGUSER", "bob", "PGPASSWORD", "sesame")));

    @ParameterizedTest
    @CsvSource({
        "08001, Connection to localhost:1 refused, NO_SERVER",
        "28P01, FATAL: password authentication failed for user bob, WRONG_PASSWORD",
        "28000, FATAL: no pg_hba.conf entry for host, WRONG_PASSWORD",
        "08004, 'The server requested SCRAM-based authentication, but no password was provided.', WRONG_PASSWORD",
        "08004, The server does not support SSL., NO_TLS",
        "08006, Could not open SSL root certificate file, NO_TLS",
        "3D000, FATAL: database x does not exist, NO_CONNECTION",
        "53300, FATAL: sorry too many clients already, NO_CONNECTION",
        "57P03, FATAL: the database system is starting up, NO_CONNECTION",
        "42501, FATAL: permission denied for database x, NO_PRIVILEGE",
        "08P01, FATAL: unsupported startup parameter: options, TRANSACTION_POOLER",
        "XX000, something else, NO_CONNECTION",
    })
    void whileConnectingTheSqlstateDecides(String state, String message, ProblemCode expected) {
        assertThat(failure.whileConnecting(new SQLException(message, state)).code())
                .isEqualTo(expected);
    }

    @Test
    void forbiddenTlsThatTheServerRequiresIsNoWrongPassword() {
        var withoutTls = new ConnectionFailure(ConnectionSettings.of(null, Map.of("PGSSLMODE", "disable")));

        assertThat(withoutTls
                        .whileConnecting(new SQLException("FATAL: no pg_hba.conf entry …, no encryption", "28000"))
                        .code())
                .isEqualTo(ProblemCode.NO_TLS);
    }

    @Test
    void anErrorOfTlsIsFoundAmongTheCauses() {
        var e = new SQLException("SSL error: bad certificate", "08006", new SSLHandshakeException("bad certificate"));

        assertThat(failure.whileConnecting(e).code()).isEqualTo(ProblemCode.NO_TLS);
    }

    @ParameterizedTest
    @CsvSource({
        "08006, An I/O error occurred while sending to the backend., CONNECTION_LOST",
        "08003, This connection has been closed., CONNECTION_LOST",
        "57P01, FATAL: terminating connection due to administrator command, CONNECTION_LOST",
        "28P01, FATAL: password authentication failed, WRONG_PASSWORD",
        "57P03, FATAL: the database system is shutting down, NO_CONNECTION",
    })
    void aSessionThatBreaksIsALostConnection(String state, String message, ProblemCode expected) {
        assertThat(failure.whileWorking(new SQLException(message, state)).code())
                .isEqualTo(expected);
    }

    @Test
    void anErrorOfAStatementIsNoneOfTheConnection() {
        assertThat(failure.whileWorking(new SQLException("division by zero", "22012")))
                .isNull();
    }

    @Test
    void isSaidOnOneLineWithoutThePassword() {
        var e = new SQLException("FATAL: no\n  Detail: password=sesame", "08001", new ConnectException("refused"));

        assertThat(failure.whileConnecting(e).observed())
                .isEqualTo("FATAL: no; Detail: password=*** (SQLSTATE 08001) (ConnectException)");
    }
}
