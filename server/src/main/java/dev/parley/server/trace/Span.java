package dev.parley.server.trace;

import org.jspecify.annotations.Nullable;
import org.slf4j.spi.LoggingEventBuilder;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * One step of what a request brings about, as a trace shows it: it begins when it is made. May be used by any thread. What is
 * told of it leaves the hub: no names, no content, no secrets.
 */
public sealed interface Span permits SilentSpan, RecordedSpan {

    /** Of what belongs to no trace: does nothing. Always the same one. */
    static Span none() {
        return SilentSpan.NONE;
    }

    /** The span of the request that is being answered; {@link #none} if there is none. */
    static Span of(ContextView context) {
        return context.getOrDefault(Span.class, none());
    }

    /** A step of this one. */
    Span child(String name, Kind kind);

    /** As what follows from this says where it belongs: the header of that name; null outside of traces. */
    @Nullable
    String traceparent();

    /** Replaces its name. */
    void rename(String name);

    /** Tells something of it, by a name of OpenTelemetry's semantic conventions if there is one. */
    void tell(String attribute, String value);

    void tell(String attribute, long value);

    /** It did not do what it was to do, and not for a fault of who asked. */
    void fail();

    /** What comes later is not told any more. */
    void end();

    /** A context in which {@link #of} finds it. */
    default Context in(Context context) {
        return this == none() ? context : context.put(Span.class, this);
    }

    /** A log entry with the trace's id: whoever sees in a trace that something failed finds why, and the other way round. */
    default LoggingEventBuilder in(LoggingEventBuilder entry) {
        String parent = traceparent();
        return parent == null ? entry : entry.addKeyValue("trace_id", parent.substring(3, 35));
    }

    /** What it is to its parent. */
    enum Kind {
        /** A step within the hub. */
        INTERNAL(1),
        /** Answers a client. */
        SERVER(2),
        /** Asks somebody else. */
        CLIENT(3),
        /** Writes what others read later. */
        PRODUCER(4),
        /** Reads that. */
        CONSUMER(5);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        /** As OTLP has it. */
        int number() {
            return number;
        }
    }
}
