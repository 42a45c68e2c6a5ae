package dev.parley.config;

/** How much is logged, and in what form. */
public record LoggingSettings(Level level, Format format) {

    /** The least important entries still logged. */
    public enum Level {
        /** Every step, for finding a fault. */
        DEBUG,
        /** What an operator may want to know. */
        INFO,
        /** What is odd but handled. */
        WARN,
        /** What failed. */
        ERROR;

        @Override
        public String toString() {
            return Kind.lowerCase(this);
        }
    }

    /** The form of a log line. */
    public enum Format {
        /** {@link #TEXT} on a terminal, {@link #JSON} elsewhere. */
        AUTO,
        /** One object per line, for collectors. */
        JSON,
        /** For people. */
        TEXT;

        @Override
        public String toString() {
            return Kind.lowerCase(this);
        }
    }

    private static final Variable<Level> LEVEL = Variable.of(
                    "HXA_CONNECT_LOG_LEVEL", Kind.oneOf(Level.class), "The least important entries still logged.")
            .byDefault("info")
            .inDevMode("debug");

    private static final Variable<Format> FORMAT = Variable.of(
                    "HXA_CONNECT_LOG_FORMAT",
                    Kind.oneOf(Format.class),
                    "The form of a log line; `auto` is readable on a terminal and JSON elsewhere.")
            .byDefault("auto")
            .inDevMode("text");

    static LoggingSettings read(Reading reading) {
        return new LoggingSettings(reading.value(LEVEL), reading.value(FORMAT));
    }
}
