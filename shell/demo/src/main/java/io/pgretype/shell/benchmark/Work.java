package io.pgretype.shell.benchmark;

import io.pgretype.ledger.PhaseCommand;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** A {@link Method} at work on one copy of a case's database. */
interface Work extends AutoCloseable {

    /** How many rows do not have their new value, where a new column stands beside the old one. */
    String ROWS_LEFT = """
            select count(*)
            from file
            where file_size_new is distinct from file_size
            """;

    /** Whether the column itself still has its old type. */
    String NOT_RETYPED = """
            select count(*)
            from pg_attribute
            where attrelid = 'file'::regclass
                and attname = 'file_size'
                and atttypid <> 'bigint'::regtype
            """;

    /** The column that the online methods fill. */
    String ADD_COLUMN = "alter table file add column file_size_new bigint";

    /** What must be there before; it is not measured. */
    void prepare() throws IOException, SQLException;

    /** What is measured. */
    void run() throws SQLException, InterruptedException;

    /** A query for the number of rows that it should have done and has not. */
    default String rowsLeft() {
        return ROWS_LEFT;
    }

    /** How long each phase took, where phases are run. */
    default Map<PhaseCommand, Duration> phases() {
        return Map.of();
    }

    /** Lets go of what it has open, whether it ended or not. */
    @Override
    default void close() {}
}
