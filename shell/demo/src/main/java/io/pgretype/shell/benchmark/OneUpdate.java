package io.pgretype.shell.benchmark;

import java.sql.SQLException;

/** One statement, which holds every row that it has reached until its end. */
final class OneUpdate implements Work {

    private final Workplace place;

    OneUpdate(Workplace place) {
        this.place = place;
    }

    @Override
    public void prepare() throws SQLException {
        SqlClient.execute(place.url(), ADD_COLUMN);
    }

    @Override
    public void run() throws SQLException {
        SqlClient.execute(place.url(), "update file set file_size_new = file_size");
    }
}
