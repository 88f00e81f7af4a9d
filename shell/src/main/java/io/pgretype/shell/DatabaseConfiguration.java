package io.pgretype.shell;

import io.pgretype.JobsConfiguration;
import io.pgretype.shell.connection.CheckedDataSource;
import io.pgretype.shell.connection.ConnectionSettings;
import io.pgretype.shell.metrics.PartitionsTogether;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.batch.autoconfigure.observation.BatchObservationAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The jobs with all they need: the database of a {@link Place} and metrics. Spring Boot's
 * configurations are named one by one, because trying all of them makes each start slower.
 */
@Configuration(proxyBeanMethods = false)
@Import(JobsConfiguration.class)
@ImportAutoConfiguration({
    BatchObservationAutoConfiguration.class,
    MetricsAutoConfiguration.class,
    CompositeMeterRegistryAutoConfiguration.class,
    PrometheusMetricsExportAutoConfiguration.class,
    ObservationAutoConfiguration.class
})
class DatabaseConfiguration {

    @Bean
    CheckedDataSource dataSource(ConnectionSettings settings) {
        return new CheckedDataSource(settings);
    }

    /** Spring Batch has one of its own for what it keeps in memory. */
    @Bean
    @Primary
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    @Bean
    PartitionsTogether partitionsTogether() {
        return new PartitionsTogether();
    }
}
