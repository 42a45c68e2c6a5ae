package dev.parley.server.ws;

import dev.parley.protocol.HubError;
import dev.parley.server.Failures;
import dev.parley.server.trace.Span;
import dev.parley.server.trace.Tracer;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Traces what frames ask for: by the operation and how it ended, nothing that a client chose. */
record FrameSpans(Tracer tracer) {

    /** The field by which a frame says to which trace it belongs. */
    static final String FIELD = "traceparent";

    /** Begins the span of a frame, in the trace that it says it belongs to. */
    Span begin(Operation operation, JsonNode frame) {
        if (!tracer.isOn()) {
            return Span.none();
        }
        Span span =
                tracer.begin("WS " + operation.type(), List.of(frame.path(FIELD).asString("")), List.of());
        span.tell("parley.operation", operation.type());
        return span;
    }

    /** The same, with the span in its context, which it ends. */
    static <T> Mono<T> traced(Span span, Mono<T> done) {
        if (span == Span.none()) {
            return done;
        }
        return done.doOnError(error -> tell(span, error))
                .doFinally(signal -> span.end())
                .contextWrite(span::in);
    }

    private static void tell(Span span, Throwable error) {
        Optional<HubError> refusal = Failures.asHubError(error);
        span.tell("error.type", refusal.map(known -> known.code().name()).orElse("INTERNAL_ERROR"));
        if (refusal.map(known -> known.status() >= 500).orElse(true)) {
            span.fail();
        }
    }
}
