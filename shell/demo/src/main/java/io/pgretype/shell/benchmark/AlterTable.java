package io.pgretype.shell.benchmark;

import java.sql.SQLException;

/** What every manual says; nobody can read or write the table meanwhile. */
final class AlterTable implements Work {

    private final Workplace place;

    AlterTable(Workplace place) {
        this.place = place;
    }

    @Override
    public void prepare() {}

    @Override
    public void run() throws SQLException {
        SqlClient.execute(place.url(), "alter table file alter column file_size type bigint");
    }

    @Override
    public String rowsLeft() {
        return NOT_RETYPED;
    }
}
