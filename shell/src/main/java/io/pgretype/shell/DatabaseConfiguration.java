package io.pgretype.shell;

import io.pgretype.JobsConfiguration;
import io.pgretype.shell.connection.CheckedDataSource;
import io.pgretype.shell.connection.ConnectionSettings;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** The jobs with all they need: the database of a {@link Place} and metrics. */
@Configuration(proxyBeanMethods = false)
@Import({JobsConfiguration.class, MetricsConfiguration.class})
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
}
