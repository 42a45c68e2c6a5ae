package dev.parley.server.trace;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Spans that wait to be exported: so many and no more, as nothing may wait for those who want to see them. */
final class SpanQueue implements Consumer<RecordedSpan> {

    /** About 10 MiB. */
    static final int CAPACITY = 16_384;

    private final Queue<RecordedSpan> spans = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Counter dropped;

    /** @param registry receives {@code parley.trace.waiting} and {@code parley.trace.spans} */
    SpanQueue(MeterRegistry registry) {
        registry.gauge("parley.trace.waiting", waiting);
        dropped = counter(registry, "dropped");
    }

    /** Of spans, by what became of them. */
    static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("parley.trace.spans")
                .description("Spans of traces: exported, dropped as too many waited, or refused by the collector")
                .tag("outcome", outcome)
                .register(registry);
    }

    @Override
    public void accept(RecordedSpan span) {
        if (waiting.incrementAndGet() > CAPACITY) {
            waiting.decrementAndGet();
            dropped.increment();
        } else {
            spans.add(span);
        }
    }

    /** The oldest ones, which wait no more. */
    List<RecordedSpan> take(int most) {
        List<RecordedSpan> taken = new ArrayList<>();
        for (RecordedSpan next = spans.poll(); next != null; next = taken.size() < most ? spans.poll() : null) {
            taken.add(next);
            waiting.decrementAndGet();
        }
        return taken;
    }
}
