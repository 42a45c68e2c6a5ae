package dev.parley.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what was opened, last first; a failure to close one thing does not keep the others open. */
final class Closer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Closer.class);

    private final Deque<Step> steps = new ArrayDeque<>();

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
