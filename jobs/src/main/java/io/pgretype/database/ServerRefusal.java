package io.pgretype.database;

import java.sql.SQLException;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;

/** What the server says of a statement that it does not take. */
public record ServerRefusal(SQLException error) {

    /** @throws DataAccessException the same, if the connection, the server or another session has failed, not the statement */
    public static ServerRefusal of(DataAccessException e) {
        if (!(e.getRootCause() instanceof SQLException error)
                || SqlState.of(error).isOutsideOfStatement()) {
            throw e;
        }
        return new ServerRefusal(error);
    }

    public SqlState state() {
        return SqlState.of(error);
    }

    /** Its first line, without what all of them begin with. */
    public String firstLine() {
        return words().lines().findFirst().orElse("").replace("ERROR: ", "");
    }

    /** All its lines in one. */
    public String inOneLine() {
        return words().lines().map(String::strip).collect(Collectors.joining("; "));
    }

    private String words() {
        return String.valueOf(error.getMessage());
    }
}
