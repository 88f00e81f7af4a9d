package io.pgretype.shell.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import io.pgretype.problem.Secrets;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** One event on one line; logback's own pattern would load a hundred classes to do so. */
final class LogLine extends LayoutBase<ILoggingEvent> {

    private final boolean withStackTrace;

    LogLine(boolean withStackTrace) {
        this.withStackTrace = withStackTrace;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        var line = new StringBuilder()
                .append(LocalTime.ofInstant(event.getInstant(), ZoneId.systemDefault())
                        .truncatedTo(ChronoUnit.SECONDS))
                .append(' ')
                .append(event.getLevel())
                .append(' ')
                .append(event.getLoggerName())
                .append(": ")
                .append(event.getFormattedMessage())
                .append(System.lineSeparator());
        if (withStackTrace && event.getThrowableProxy() != null) {
            line.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        return Secrets.masked(line.toString());
    }
}
