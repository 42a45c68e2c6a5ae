package dev.parley.server;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Closes what was opened, last first; a failure to close one thing does not keep the others open. */
final class Closer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Closer.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Deque<Step> steps = new ArrayDeque<>();

    /** Remembers how to close something that takes a while, to be waited for so long. */
    void add(String name, Mono<Void> closing) {
        // Closing is done by the thread that stops the process or a test, never by an event loop.
        add(name, () -> closing.block(PATIENCE));
    }

    /** Remembers how to close something. */
    void add(String name, AutoCloseable closeable) {
        steps.push(new Step(name, closeable));
    }

    @Override
    public void close() {
        while (!steps.isEmpty()) {
            Step step = steps.pop();
            try {
                step.closeable().close();
            } catch (Exception e) {
                LOG.warn("closing {} failed", step.name(), e);
            }
        }
    }

    private record Step(String name, AutoCloseable closeable) {}
}
