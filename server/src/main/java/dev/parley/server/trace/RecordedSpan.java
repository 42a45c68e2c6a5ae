package dev.parley.server.trace;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A span that is handed on when it has ended, and does not change any more then. */
final class RecordedSpan implements Span {

    private final TraceParent self;
    private final @Nullable String parent;
    private final String state;
    private final Kind kind;
    private final Clock clock;
    private final Consumer<RecordedSpan> sink;
    private final long beganAt;
    private final long began = System.nanoTime();
    private final Map<String, Object> attributes = new LinkedHashMap<>();
    private String name;
    private boolean failed;
    private boolean ended;
    private long tookNanos;

    RecordedSpan(
            TraceParent self,
            @Nullable String parent,
            String state,
            String name,
            Kind kind,
            Clock clock,
            Consumer<RecordedSpan> sink) {
        this.self = self;
        this.parent = parent;
        this.state = state;
        this.name = name;
        this.kind = kind;
        this.clock = clock;
        this.sink = sink;
        Instant now = clock.instant();
        beganAt = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    @Override
    public Span child(String step, Kind itsKind) {
        return new RecordedSpan(self.child(), self.spanId(), state, step, itsKind, clock, sink);
    }

    @Override
    public String traceparent() {
        return self.toString();
    }

    @Override
    public synchronized void rename(String other) {
        if (!ended) {
            name = other;
        }
    }

    @Override
    public void tell(String attribute, String value) {
        put(attribute, value);
    }

    @Override
    public void tell(String attribute, long value) {
        put(attribute, value);
    }

    private synchronized void put(String attribute, Object value) {
        if (!ended) {
            attributes.put(attribute, value);
        }
    }

    @Override
    public synchronized void fail() {
        failed = failed || !ended;
    }

    @Override
    public void end() {
        if (isLast()) {
            sink.accept(this);
        }
    }

    private synchronized boolean isLast() {
        boolean first = !ended;
        if (first) {
            ended = true;
            tookNanos = System.nanoTime() - began;
        }
        return first;
    }

    TraceParent self() {
        return self;
    }

    /** The id of the span this one is a step of; null for a trace's first. */
    @Nullable
    String parent() {
        return parent;
    }

    /** The {@code tracestate}; may be empty. */
    String state() {
        return state;
    }

    Kind kind() {
        return kind;
    }

    synchronized String name() {
        return name;
    }

    synchronized boolean hasFailed() {
        return failed;
    }

    /** By name: a String or a Long each. */
    synchronized Map<String, Object> attributes() {
        return Map.copyOf(attributes);
    }

    /** Since the epoch. */
    long beganAtNanos() {
        return beganAt;
    }

    /** Since the epoch. */
    synchronized long endedAtNanos() {
        return beganAt + tookNanos;
    }
}
