package io.pgretype.shell.chaos;

import io.pgretype.change.QualifiedName;
import io.pgretype.shell.demo.DemoTable;
import io.pgretype.shell.traffic.TrafficOptions;
import io.pgretype.shell.traffic.TwinOracle;
import java.sql.SQLException;
import java.util.List;

/** A column of a table of files. */
final class FileSubject implements Subject {

    @Override
    public void create(String url, int rows) throws SQLException, InterruptedException {
        DemoTable.create(url, rows);
        oracle(url).create();
    }

    @Override
    public String changeFile() {
        return "table: %s%ncolumns: {%s: {type: bigint}}%n".formatted(DemoTable.NAME, DemoTable.COLUMN);
    }

    @Override
    public TrafficOptions traffic() {
        return TrafficOptions.on(DemoTable.NAME, oracle("").twin());
    }

    @Override
    public List<String> differences(String url, int limit) throws SQLException {
        return oracle(url).differences(limit);
    }

    private static TwinOracle oracle(String url) {
        return new TwinOracle(url, DemoTable.NAME, DemoTable.COLUMN, "bigint");
    }

    @Override
    public List<QualifiedName> tables() {
        return List.of(DemoTable.NAME);
    }

    @Override
    public String column() {
        return DemoTable.COLUMN.name();
    }

    @Override
    public List<String> others() {
        return List.of("duration", "uploaded_by_id");
    }

    @Override
    public String retyped(String before) {
        String fact = "column public.contentcuration_file.file_size: type ";
        return before.replace(fact + "integer", fact + "bigint");
    }

    @Override
    public boolean isNullable() {
        return true;
    }
}
