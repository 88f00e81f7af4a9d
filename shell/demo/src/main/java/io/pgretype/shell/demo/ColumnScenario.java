package io.pgretype.shell.demo;

import io.pgretype.shell.traffic.TrafficOptions;
import java.sql.SQLException;
import java.util.List;

/** A size that no key has to do with becomes too small. */
final class ColumnScenario implements Scenario {

    private static final String CHANGE_FILE = """
            table: public.contentcuration_file
            columns:
              file_size:
                type: bigint
            soak: 0s
            """;

    @Override
    public String heading() {
        return "The type of %s.%s changes while an application reads and writes the table."
                .formatted(DemoTable.NAME.name(), DemoTable.COLUMN);
    }

    @Override
    public String change() {
        return "demo-file-size";
    }

    @Override
    public String changeFile() {
        return CHANGE_FILE;
    }

    @Override
    public String creating(long rows) {
        return "inserting %s rows, building 8 indexes".formatted(Figures.count(rows));
    }

    @Override
    public String create(String url, long rows) throws SQLException, InterruptedException {
        return "%s rows, 8 indexes, %s".formatted(Figures.count(rows), DemoTable.create(url, rows));
    }

    @Override
    public TrafficOptions traffic() {
        return TrafficOptions.on(DemoTable.NAME).withSessions(SESSIONS).withCareless(CARELESS_SESSIONS);
    }

    @Override
    public List<DemoStep> steps() {
        return DemoStep.ALL;
    }

    @Override
    public String before(String url) throws SQLException {
        return WideValue.tryInsert(url);
    }

    @Override
    public String after(String url) throws SQLException {
        return WideValue.tryInsert(url);
    }

    @Override
    public Proof proof(String url) throws SQLException {
        return WideValue.isReadBack(url)
                ? new Proof(
                        true,
                        List.of("A file_size of 3000000000 can be stored now: inserted, and read back by its index."))
                : new Proof(false, List.of("A file_size of 3000000000 was not read back."));
    }

    @Override
    public String changed(long rows) {
        return "%s rows changed from integer to bigint".formatted(Figures.count(rows));
    }
}
