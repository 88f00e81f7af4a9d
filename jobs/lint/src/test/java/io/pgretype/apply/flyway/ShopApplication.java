package io.pgretype.apply.flyway;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** As the page shows it. */
@Configuration
@EnableAutoConfiguration
class ShopApplication {

    @Bean
    FlywayConfigurationCustomizer lockBudget() {
        return PatientFlyway.usual()::configure;
    }

    @Bean
    FlywayMigrationStrategy untilTheLocksAreThere() {
        return PatientFlyway.usual()::migrate;
    }
}
