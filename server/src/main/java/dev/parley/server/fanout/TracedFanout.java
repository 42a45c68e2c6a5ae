package dev.parley.server.fanout;

import dev.parley.server.journal.Commit;
import dev.parley.server.journal.CommitListener;
import dev.parley.server.trace.Span;
import dev.parley.server.trace.Tracer;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Shows in traces when each node was told of an entry, and how long it took to hand it to its connections.
 *
 * @param listener is told as before
 */
public record TracedFanout(CommitListener listener, Tracer tracer) implements CommitListener {

    @Override
    public void committed(Commit commit) {
        List<Span> spans = commit.entries().stream()
                .filter(entry -> entry.trace() != null)
                .map(entry -> tracer.resume(entry.trace(), "fanout " + entry.type(), Span.Kind.CONSUMER))
                .toList();
        listener.committed(commit);
        spans.forEach(Span::end);
    }

    @Override
    public Mono<Void> ready() {
        return listener.ready();
    }

    @Override
    public boolean isReady() {
        return listener.isReady();
    }
}
