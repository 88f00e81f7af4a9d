package io.pgretype.shell.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import io.pgretype.backfill.BareFill;
import io.pgretype.change.ChangeFiles;
import io.pgretype.database.Database;
import io.pgretype.ledger.Ledger;
import java.io.IOException;
import java.util.concurrent.ExecutionException;

/** The backfill's own statements in a bare loop: what it needs less than pgretype is what Spring Batch costs. */
final class BareLoop implements Work {

    private static final int CONNECTIONS = 8;

    private final Workplace place;
    private final PgretypeBackfill expanded;

    BareLoop(Workplace place, int workers) {
        this.place = place;
        this.expanded = new PgretypeBackfill(place, workers);
    }

    @Override
    public void prepare() throws IOException {
        expanded.prepare();
    }

    @Override
    public void run() throws InterruptedException {
        try (HikariDataSource dataSource = new HikariDataSource()) {
            dataSource.setJdbcUrl(place.url());
            dataSource.setMaximumPoolSize(CONNECTIONS);
            // Else the throttle would take these sessions for an application, and give way to them.
            dataSource.addDataSourceProperty("ApplicationName", "pgretype");
            new BareFill(new Ledger(Database.of(dataSource)))
                    .run(new ChangeFiles(Phases.changes(place)).read(Phases.CHANGE));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        expanded.close();
    }
}
