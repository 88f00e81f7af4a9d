package io.pgretype.shell.command;

import io.pgretype.autovacuum.ForgottenAutovacuum;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;

/** Before a command does its own work, it puts right what a run that was killed has left. */
public final class ForgottenFirst implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ForgottenFirst.class);

    private final ObjectProvider<ForgottenAutovacuum> autovacuum;

    public ForgottenFirst(ObjectProvider<ForgottenAutovacuum> autovacuum) {
        this.autovacuum = autovacuum;
    }

    @Override
    public void run() {
        try {
            autovacuum.getObject().restore();
        } catch (RuntimeException e) {
            // Without a connection the command finds the same, and says it in full.
            LOG.info("what a killed run may have left was not looked for", e);
        }
    }
}
