package dev.parley.server.fanout;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Counts deliveries that wait for an event loop, so that the lanes slow down before they pile up. */
final class Backlog {

    /** Deliveries (a frame to one connection) that may wait before the lanes pause. */
    private static final long HIGH = 200_000;

    private final AtomicLong waiting = new AtomicLong();
    private final Queue<MonoSink<Void>> paused = new ConcurrentLinkedQueue<>();

    void added(long deliveries) {
        waiting.addAndGet(deliveries);
    }

    void removed(long deliveries) {
        if (waiting.addAndGet(-deliveries) < HIGH) {
            resume();
        }
    }

    /** Completes at once, or when the loops have caught up. */
    Mono<Void> belowLimit() {
        if (isBelowLimit()) {
            return Mono.empty();
        }
        return Mono.create(sink -> {
            paused.add(sink);
            if (isBelowLimit()) {
                resume();
            }
        });
    }

    boolean isBelowLimit() {
        return waiting.get() < HIGH;
    }

    long waiting() {
        return waiting.get();
    }

    private void resume() {
        MonoSink<Void> sink = paused.poll();
        while (sink != null) {
            sink.success();
            sink = paused.poll();
        }
    }
}
