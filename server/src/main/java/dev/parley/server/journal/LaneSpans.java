package dev.parley.server.journal;

import dev.parley.server.trace.Span;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

/** How a traced command fares in its lane: it waits, then its batch commits. */
final class LaneSpans {

    /** Of a command that is not traced: does nothing. */
    private static final LaneSpans NONE = new LaneSpans(Span.none());

    private final Span request;
    private final Span waiting;
    private Span commit = Span.none();

    private LaneSpans(Span request) {
        this.request = request;
        waiting = request.child("lane wait", Span.Kind.INTERNAL);
    }

    /** Of a command that begins to wait, for a caller with that context. */
    static LaneSpans of(ContextView caller) {
        Span request = Span.of(caller);
        return request == Span.none() ? NONE : new LaneSpans(request);
    }

    /** The batch begins, with so many commands. */
    void began(int batch) {
        if (this != NONE) {
            waiting.end();
            commit = request.child("lane commit", Span.Kind.PRODUCER);
            commit.tell("parley.batch.size", batch);
        }
    }

    /** Where in the trace that belongs which follows from the command; null outside of traces. */
    @Nullable
    String traceparent() {
        return commit.traceparent();
    }

    void committed() {
        commit.end();
    }

    void failed() {
        commit.fail();
        commit.end();
    }
}
