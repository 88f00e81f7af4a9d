package io.pgretype.shell;

import io.pgretype.shell.session.Confirmation;
import io.pgretype.shell.session.LiveScreens;
import io.pgretype.shell.session.Screen;
import io.pgretype.shell.session.Session;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a single command has in place of the console. */
@Configuration(proxyBeanMethods = false)
class OneShotConfiguration {

    @Bean
    Session session() {
        return Session.oneShot();
    }

    @Bean
    Screen screen() {
        return standardStreams();
    }

    /** The launcher says whether standard output is a terminal. */
    @Bean
    LiveScreens liveScreens() {
        return Boolean.getBoolean("pgretype.terminal") ? LiveScreens.ofProcess() : coloured -> Optional.empty();
    }

    @Bean
    Confirmation confirmation(Screen screen) {
        return new StandardInputConfirmation(screen);
    }

    /** The launcher says how wide the terminal is, if standard error is one. */
    static Screen standardStreams() {
        return new Screen(writer(System.out), writer(System.err), () -> Integer.getInteger("pgretype.columns", 0));
    }

    /** UTF-8 whatever the locale says: cron and Kubernetes often set none. */
    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(stream, false, StandardCharsets.UTF_8);
    }
}
