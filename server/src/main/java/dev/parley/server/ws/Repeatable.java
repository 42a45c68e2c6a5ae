package dev.parley.server.ws;

import dev.parley.protocol.Fields;
import dev.parley.protocol.Json;
import dev.parley.server.auth.Caller;
import dev.parley.server.idempotency.Fingerprint;
import dev.parley.server.idempotency.IdempotencyKey;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells the journal with which key a frame came: every operation may be repeated. */
final class Repeatable {

    private static final List<String> NOT_ASKED = List.of("ref", IdempotencyKey.FIELD, FrameSpans.FIELD);

    private Repeatable() {}

    /** Does what the frame asks for. */
    static Mono<? extends Ack> handle(Caller.Bot caller, Operations.Registered registered, JsonNode frame) {
        Optional<IdempotencyKey> key = key(caller, registered.operation(), frame);
        Mono<? extends Ack> ack = registered.handler().handle(caller, frame);
        return key.isEmpty() ? ack : ack.contextWrite(context -> context.put(IdempotencyKey.class, key.get()));
    }

    /** Fails with {@code VALIDATION_ERROR} for what is no key; null is none at all. */
    private static Optional<IdempotencyKey> key(Caller.Bot caller, Operation operation, JsonNode frame) {
        JsonNode key = frame.get(IdempotencyKey.FIELD);
        return Fields.isNothing(key)
                ? Optional.empty()
                : Optional.of(IdempotencyKey.of(
                        caller, key.isString() ? key.stringValue() : "", fingerprint(operation.type(), frame)));
    }

    /** A repeat may come with another {@code ref}, which only names the answer, and in another trace. */
    private static String fingerprint(String type, JsonNode frame) {
        ObjectNode asked = Json.mapper().createObjectNode().setAll((ObjectNode) frame);
        return Fingerprint.of(type, "", asked.remove(NOT_ASKED));
    }
}
