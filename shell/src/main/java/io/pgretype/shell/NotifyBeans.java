package io.pgretype.shell;

import io.pgretype.ledger.Operator;
import io.pgretype.shell.connection.ConnectionSettings;
import io.pgretype.shell.notify.Notifier;
import io.pgretype.shell.notify.NotifyTarget;
import io.pgretype.shell.notify.Origin;
import io.pgretype.shell.notify.Webhook;
import java.util.Optional;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Tells a webhook how the runs of an application context fare, where one is given. */
record NotifyBeans(Optional<NotifyTarget> target)
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        target.ifPresent(given -> register(given, (GenericApplicationContext) context));
    }

    private static void register(NotifyTarget target, GenericApplicationContext beans) {
        // Not lazy, else nothing would wait for it at the end.
        beans.registerBean(Webhook.class, () -> new Webhook(target.url()), definition -> definition.setLazyInit(false));
        beans.registerBean(
                Notifier.class,
                () -> new Notifier(
                        target,
                        new Origin(
                                () -> beans.getBean(ConnectionSettings.class).place(), Operator.OF_THIS_PROCESS.host()),
                        beans.getBean(Webhook.class)));
    }
}
