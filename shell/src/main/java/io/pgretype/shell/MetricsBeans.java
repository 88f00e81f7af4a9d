package io.pgretype.shell;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.pgretype.shell.metrics.MetricsTargets;
import io.pgretype.shell.metrics.PushGateway;
import io.pgretype.shell.metrics.ScrapePort;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Serves and pushes the metrics of an application context, from its start to its end, where targets are given. */
record MetricsBeans(MetricsTargets targets) implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var beans = (GenericApplicationContext) context;
        targets.served()
                .ifPresent(address -> register(
                        beans,
                        ScrapePort.class,
                        () -> new ScrapePort(address, beans.getBeanProvider(PrometheusMeterRegistry.class))));
        targets.gateway()
                .ifPresent(gateway ->
                        register(beans, PushGateway.class, () -> new PushGateway(gateway, () -> measured(beans))));
    }

    private static <T> void register(GenericApplicationContext beans, Class<T> type, Supplier<T> bean) {
        beans.registerBean(type, bean, definition -> definition.setLazyInit(false));
    }

    /** Commands that measure nothing make no registry, and for this none is made. */
    private static Optional<PrometheusMeterRegistry> measured(GenericApplicationContext beans) {
        return beans.getBeanFactory().containsSingleton("prometheusMeterRegistry")
                ? Optional.of(beans.getBean(PrometheusMeterRegistry.class))
                : Optional.empty();
    }
}
