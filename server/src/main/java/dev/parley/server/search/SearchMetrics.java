package dev.parley.server.search;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** How far the search index is, and how much it grows. */
final class SearchMetrics {

    private final MeterRegistry registry;
    private final Counter chunks;
    private final Counter documents;

    /**
     * @param registry receives {@code parley.search.waiting}, {@code parley.search.chunks} and {@code
     *     parley.search.documents}
     */
    SearchMetrics(MeterRegistry registry) {
        this.registry = registry;
        chunks = Counter.builder("parley.search.chunks")
                .description("Chunks added to search indexes")
                .register(registry);
        documents = Counter.builder("parley.search.documents")
                .description("Messages and topics added to search indexes")
                .register(registry);
    }

    /** How many messages wait for the index is told by {@code count}. */
    <T> void waiting(T source, ToDoubleFunction<T> count) {
        registry.gauge("parley.search.waiting", source, count);
    }

    void added(int count) {
        chunks.increment();
        documents.increment(count);
    }
}
