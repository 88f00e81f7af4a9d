package io.pgretype.catalog;

import io.pgretype.database.Database;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads what PostgreSQL prints (types, expressions, definitions) with every name qualified, so that it means the same under
 * any search_path. Text that people wrote is to be read under the role's own.
 */
public final class QualifiedNames {

    private final JdbcClient jdbc;
    private final Database database;

    public QualifiedNames(Database database) {
        this.jdbc = database.jdbc();
        this.database = database;
    }

    /** Calls the reading in a transaction, the caller's own if there is one, whose search_path is as before afterwards. */
    public <T> T read(Supplier<T> reading) {
        return database.inTransaction(() -> {
            String own = jdbc.sql("select current_setting('search_path')")
                    .query(String.class)
                    .single();
            setSearchPath("");
            T read = reading.get();
            setSearchPath(own);
            return read;
        });
    }

    private void setSearchPath(String path) {
        jdbc.sql("select set_config('search_path', :path, true)")
                .param("path", path)
                .query(String.class)
                .single();
    }
}
