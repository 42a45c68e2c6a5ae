package dev.parley.server.http;

import dev.parley.server.idempotency.Fingerprint;
import dev.parley.server.idempotency.IdempotencyKey;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Tells the journal with which key a request came that may be repeated. */
final class Repeatable {

    private Repeatable() {}

    /** Answers the request, as its route does. */
    static Mono<Reply> handle(Call call, Route route) {
        if (!route.operation().map(Operation::repeatable).orElse(false)) {
            return route.handler().handle(call);
        }
        Optional<IdempotencyKey> key = key(call);
        Mono<Reply> reply = route.handler().handle(call);
        return key.isEmpty() ? reply : reply.contextWrite(context -> context.put(IdempotencyKey.class, key.get()));
    }

    /** Fails with {@code VALIDATION_ERROR} for what is no key. */
    private static Optional<IdempotencyKey> key(Call call) {
        return call.unambiguousHeader(IdempotencyKey.HEADER)
                .map(name -> IdempotencyKey.of(call.caller(), name, fingerprint(call)));
    }

    /** What a route goes by: its method and path, the body, and the revision that the client takes for the latest. */
    private static String fingerprint(Call call) {
        return Fingerprint.of(
                call.method() + ' ' + call.target(),
                call.header("If-Match").orElse(""),
                call.readBody().fields());
    }
}
