package io.pgretype.status;

import io.pgretype.ledger.LedgerSchema;
import io.pgretype.progress.SignalSample;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads how walks went over time. A ledger of an older release has no samples. */
final class SampleReader {

    private static final TypeReference<List<SignalSample>> SIGNALS = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String OF_CHANGE = """
            select sample.run,
                   sample.taken_at,
                   sample.rows_done,
                   sample.wal,
                   sample.workers,
                   sample.signals
              from pgretype.sample
              join pgretype.run
                on run.id = sample.run
             where run.change = :change
             order by sample.taken_at%s""";

    private final JdbcClient jdbc;
    private final LedgerSchema schema;

    SampleReader(JdbcClient jdbc, LedgerSchema schema) {
        this.jdbc = jdbc;
        this.schema = schema;
    }

    /** Oldest first. */
    List<Sample> of(String change) {
        return read(change, "");
    }

    Optional<Sample> newest(String change) {
        return read(change, " desc limit 1").stream().findFirst();
    }

    private List<Sample> read(String change, String which) {
        return schema.has("sample")
                ? jdbc.sql(OF_CHANGE.formatted(which))
                        .param("change", change)
                        .query(SampleReader::sample)
                        .list()
                : List.of();
    }

    private static Sample sample(ResultSet row, int number) throws SQLException {
        return new Sample(
                row.getLong("run"),
                row.getTimestamp("taken_at").toInstant(),
                row.getLong("rows_done"),
                row.getLong("wal"),
                row.getInt("workers"),
                JSON.readValue(row.getString("signals"), SIGNALS));
    }
}
