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

    /** The same, with a span in its context. */
    <T> Mono<T> traced(Operation operation, JsonNode frame, Mono<T> done) {
        return tracer.isOn() ? Mono.defer(() -> run(operation, frame, done)) : done;
    }

    private <T> Mono<T> run(Operation operation, JsonNode frame, Mono<T> done) {
        Span span =
                tracer.begin("WS " + operation.type(), List.of(frame.path(FIELD).asString("")), List.of());
        span.tell("parley.operation", operation.type());
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
