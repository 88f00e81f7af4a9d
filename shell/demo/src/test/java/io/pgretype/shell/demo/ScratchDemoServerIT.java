package io.pgretype.shell.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgretype.lint.ScratchSource.Scratch;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ScratchDemoServerIT {

    @Test
    void isAServerUntilItIsClosed() throws Exception {
        String url;
        try (Scratch scratch = new ScratchDemoServer().open(OptionalInt.empty())) {
            url = scratch.url();
            assertThat(major(url)).isEqualTo(InstalledBinaries.OWN_MAJOR);
        }
        String ended = url;
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> major(ended)))
                .isInstanceOf(SQLException.class);
    }

    private static int major(String url) throws SQLException {
        try (var connection = DriverManager.getConnection(url)) {
            return connection.getMetaData().getDatabaseMajorVersion();
        }
    }
}
