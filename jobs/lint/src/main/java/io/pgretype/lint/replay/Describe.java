package io.pgretype.lint.replay;

import io.pgretype.lint.replay.Description.Column;
import io.pgretype.lint.scratch.ErrorHeard;
import io.pgretype.lint.scratch.Message;
import io.pgretype.lint.scratch.ScratchDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Field;
import org.postgresql.core.ParameterList;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.Tuple;

/** Asks the server to describe statements, without running them: the protocol's Parse and Describe. */
final class Describe implements AutoCloseable {

    private static final int FLAGS = QueryExecutor.QUERY_DESCRIBE_ONLY
            | QueryExecutor.QUERY_ONESHOT
            | QueryExecutor.QUERY_SUPPRESS_BEGIN
            | QueryExecutor.QUERY_NO_BINARY_TRANSFER;

    private final Connection connection;
    private final QueryExecutor executor;

    Describe(ScratchDatabase database) throws SQLException {
        this.connection = database.connectWithParameters();
        this.executor = connection.unwrap(BaseConnection.class).getQueryExecutor();
    }

    /** One of the two is there. */
    record Answer(Optional<Description> description, Optional<Message> error) {}

    /** @param types of the parameters, 0 for those that the server may choose */
    Answer describe(String sql, List<Integer> types) throws SQLException {
        // JDBC knows only question marks: it sends $1 as it is, and these give room for the types.
        ParameterList parameters = executor.createQuery(
                        String.join(",", Collections.nCopies(types.size(), "?")), false, true)
                .query
                .createParameterList();
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i) != 0) {
                parameters.setNull(i + 1, types.get(i));
            }
        }
        Query query = executor.createQuery(sql, false, false).query;
        Heard heard = new Heard();
        executor.execute(query, parameters, heard, 0, 0, FLAGS);
        query.close();
        return heard.answer(parameters);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static final class Heard extends ErrorHeard {

        private final List<Column> columns = new ArrayList<>();

        @Override
        public void handleResultRows(Query query, Field[] fields, List<Tuple> tuples, @Nullable ResultCursor cursor) {
            for (Field field : fields) {
                columns.add(new Column(field.getColumnLabel(), field.getOID()));
            }
        }

        /** None of them tells what the statement is. */
        @Override
        public void handleWarning(SQLWarning warning) {}

        Answer answer(ParameterList parameters) {
            Optional<Message> error = error();
            return error.isPresent()
                    ? new Answer(Optional.empty(), error)
                    : new Answer(
                            Optional.of(new Description(
                                    Arrays.stream(parameters.getTypeOIDs())
                                            .boxed()
                                            .toList(),
                                    List.copyOf(columns))),
                            Optional.empty());
        }
    }
}
