package io.pgretype.shell.benchmark;

import java.sql.SQLException;

/**
 * A trigger converts whatever is written, and the batches only touch the rows so that it fires: 1,000 neighbouring keys
 * at a time.
 */
final class TouchedBatches implements Work {

    private static final int ROWS = 1_000;

    private final Workplace place;

    TouchedBatches(Workplace place) {
        this.place = place;
    }

    @Override
    public void prepare() throws SQLException {
        SqlClient.execute(place.url(), ADD_COLUMN, """
                create function convert_file_size() returns trigger language plpgsql as $$
                begin
                    new.file_size_new := new.file_size;
                    return new;
                end
                $$
                """, """
                create trigger convert_file_size
                before insert or update on file
                for each row execute function convert_file_size()
                """);
    }

    @Override
    public void run() throws SQLException {
        String touch = """
                with batch as (
                    select id
                    from file
                    where id > %s
                    order by id
                    limit %d
                    for no key update
                ), touched as (
                    update file
                    set id = file.id
                    from batch
                    where file.id = batch.id
                    returning file.id
                )
                select touched.id::text
                from touched
                order by touched.id desc
                limit 1
                """.formatted(place.kind().key().parameter(), ROWS);
        try (SqlClient client = new SqlClient(place.url())) {
            String last = place.kind().key().below();
            while (last != null) {
                last = client.text(touch, last);
            }
        }
    }
}
