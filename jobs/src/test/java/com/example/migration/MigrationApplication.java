package com.example.migration;

import com.zaxxer.hikari.HikariDataSource;
import io.pgretype.JobsConfiguration;
import io.pgretype.SessionPool;
import io.pgretype.change.ChangeFiles;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

@SpringBootApplication
@Import(JobsConfiguration.class)
class MigrationApplication {

    @Bean
    HikariDataSource dataSource(
            @Value("${migration.url}") String url,
            @Value("${migration.user}") String user,
            @Value("${migration.password}") String password) {
        return SessionPool.of(url, user, password);
    }

    @Bean
    ChangeFiles changeFiles(@Value("${migration.changes}") Path directory) {
        return new ChangeFiles(directory);
    }
}
