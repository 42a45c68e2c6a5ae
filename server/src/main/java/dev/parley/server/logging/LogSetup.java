package dev.parley.server.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import org.slf4j.LoggerFactory;

/**
 * Sends the log to standard output: one JSON object per line, or lines to read on a terminal. Set up in code, as parsing a
 * configuration file would cost a tenth of the start.
 */
public final class LogSetup {

    private static final String READABLE = "%d{HH:mm:ss.SSS} %-5level %logger{0} - %msg %kvp%n%ex{short}";

    private LogSetup() {}

    /**
     * Replaces whatever was configured.
     *
     * @param level least severe level of the hub's own log, by its name; libraries log from {@code warn}
     * @param json one JSON object per line instead of readable lines
     */
    public static void apply(String level, boolean json) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setEncoder(json ? jsonEncoder(context) : readableEncoder(context));
        console.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(console);
        root.setLevel(Level.WARN);
        context.getLogger("dev.parley").setLevel(Level.toLevel(level));
        // It tells of every attempt to connect; our own Redis tells of every outage.
        context.getLogger("io.lettuce").setLevel(Level.ERROR);
        // A receiver of webhooks that fails is no matter of this log: its owner reads it where deliveries are told.
        context.getLogger("reactor.netty.http.client.HttpClientConnect").setLevel(Level.OFF);
    }

    private static Encoder<ILoggingEvent> jsonEncoder(LoggerContext context) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithFormattedMessage(true);
        encoder.setWithMessage(false);
        encoder.setWithSequenceNumber(false);
        encoder.setWithArguments(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> readableEncoder(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(READABLE);
        encoder.start();
        return encoder;
    }
}
