package io.pgretype.harden;

import io.pgretype.change.Settings.IndexBuild;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The settings of a session that builds an index. maintenance_work_mem is 64 MB where nobody has raised it, and sorting
 * in so little took a fifth longer at 10,000,000 integers; shared_buffers, which is usually a quarter of the machine, tells
 * what a server can spare.
 */
final class IndexSettings {

    private static final String DEFAULT_MEMORY = """
            select greatest(
                       pg_size_bytes(current_setting('maintenance_work_mem')),
                       least(pg_size_bytes(current_setting('shared_buffers')) / 8, pg_size_bytes('1GB')))""";

    private final JdbcClient jdbc;

    IndexSettings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, String> of(IndexBuild build) {
        Map<String, String> settings = new LinkedHashMap<>();
        long memory = build.memory().orElseGet(this::defaultMemory);
        settings.put("maintenance_work_mem", memory / 1024 + "kB");
        build.workers().ifPresent(workers -> settings.put("max_parallel_maintenance_workers", Long.toString(workers)));
        return settings;
    }

    private long defaultMemory() {
        return jdbc.sql(DEFAULT_MEMORY).query(Long.class).single();
    }
}
