package io.pgretype.shell.benchmark;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Neighbouring keys, 10,000 at a time, each batch committed by itself; with several workers each has its part of the
 * keys. Nothing is mirrored, so a write of the application between two batches would be lost: that favours it here.
 */
final class KeysetBatches implements Work {

    private static final int ROWS = 10_000;

    private final Workplace place;
    private final int workers;
    private List<String> bounds = List.of();

    KeysetBatches(Workplace place, int workers) {
        this.place = place;
        this.workers = workers;
    }

    /** Dividing the keys is not measured. */
    @Override
    public void prepare() throws SQLException {
        SqlClient.execute(place.url(), ADD_COLUMN);
        List<String> divided = new ArrayList<>();
        divided.add(place.kind().key().below());
        String bound = """
                select (percentile_disc(cast(? as double precision)) within group (order by id))::text
                from file
                """;
        try (SqlClient client = new SqlClient(place.url())) {
            for (int worker = 1; worker <= workers; worker++) {
                String key = client.text(bound, (double) worker / workers);
                if (key != null) {
                    divided.add(key);
                }
            }
        }
        bounds = divided;
    }

    @Override
    public void run() throws SQLException, InterruptedException {
        List<Parallel.Task> tasks = new ArrayList<>();
        for (int part = 1; part < bounds.size(); part++) {
            String after = bounds.get(part - 1);
            String last = bounds.get(part);
            tasks.add(() -> fill(after, last));
        }
        Parallel.run(workers, tasks);
    }

    private void fill(String after, String last) throws SQLException {
        String key = place.kind().key().parameter();
        String endOfBatch = """
                with batch as (
                    select id
                    from file
                    where id > %1$s
                        and id <= %1$s
                    order by id
                    limit %2$d
                )
                select batch.id::text
                from batch
                order by batch.id desc
                limit 1
                """.formatted(key, ROWS);
        String fill = """
                update file
                set file_size_new = file_size
                where id > %1$s
                    and id <= %1$s
                """.formatted(key);
        try (SqlClient client = new SqlClient(place.url())) {
            String begin = after;
            String end = client.text(endOfBatch, begin, last);
            while (end != null) {
                client.update(fill, begin, end);
                begin = end;
                end = client.text(endOfBatch, begin, last);
            }
        }
    }
}
