package io.pgretype.shell.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.LogManager;

/**
 * Warnings go to standard error, which leaves standard output to results; with {@code PGRETYPE_DEBUG=1} more than
 * warnings, and stack traces. Logback finds this class by its service file. In code because reading an XML file takes a
 * tenth of a second of each start.
 */
public final class StandardErrorLog extends ContextAwareBase implements Configurator {

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        boolean debug = "1".equals(System.getenv("PGRETYPE_DEBUG"));
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(debug ? Level.INFO : Level.WARN);
        root.addAppender(standardError(context, debug));
        if (!debug) {
            // What goes wrong in these ends the command, and is then said as a problem.
            List.of(
                            "com.zaxxer.hikari",
                            "org.springframework.batch",
                            "org.springframework.boot",
                            "org.springframework.jdbc.support",
                            "org.springframework.transaction")
                    .forEach(name -> context.getLogger(name).setLevel(Level.OFF));
        }
        // The driver and JLine use java.util.logging; the driver would log a URL that it cannot read, password and all.
        LogManager.getLogManager().reset();
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext context, boolean debug) {
        var layout = new LogLine(debug);
        layout.setContext(context);
        layout.start();
        var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout);
        encoder.start();
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
