package dev.parley.server.ws;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubError;
import dev.parley.protocol.HubException;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.protocol.Scope;
import dev.parley.protocol.event.Frames;
import dev.parley.server.Failures;
import dev.parley.server.auth.Caller;
import dev.parley.server.fanout.Connection;
import dev.parley.server.fanout.Fanout;
import dev.parley.server.trace.Span;
import dev.parley.server.trace.Tracer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Answers one client frame: an ack when it has a {@code ref}, an error when it is refused, nothing otherwise. */
final class FrameHandler {

    private static final Logger LOG = LoggerFactory.getLogger(FrameHandler.class);

    private static final String NO_JSON =
            "The frame is not a JSON object, or is nested deeper than " + Json.MAX_REQUEST_DEPTH + " levels";
    private static final String LONG_REF =
            "ref has more than " + Frames.MAX_REF_BYTES + " bytes as JSON: use a number or an id";

    private final Operations operations;
    private final Fanout fanout;
    private final SocketMetrics metrics;
    private final FrameSpans spans;

    FrameHandler(Operations operations, Fanout fanout, SocketMetrics metrics, Tracer tracer) {
        this.operations = operations;
        this.fanout = fanout;
        this.metrics = metrics;
        this.spans = new FrameSpans(tracer);
    }

    /** Never fails; completes when the answer is on its way. */
    Mono<Void> handle(Connection connection, Optional<JsonNode> parsed) {
        Optional<JsonNode> frame = parsed.filter(JsonNode::isObject);
        if (frame.isEmpty()) {
            return refuse(connection, "without JSON", Optional.empty(), HubException.invalid(NO_JSON))
                    .then();
        }
        return handle(connection, frame.get());
    }

    private Mono<Void> handle(Connection connection, JsonNode frame) {
        String type = frame.path("type").asString("");
        return switch (type) {
            case "ping" -> Mono.fromRunnable(() -> fanout.send(connection, Frames::pong));
            case "subscribe" -> answer(connection, type, frame, () -> subscribe(connection, frame));
            case "unsubscribe" -> answer(connection, type, frame, () -> unsubscribe(connection, frame));
            default -> operate(connection, type, frame);
        };
    }

    private Mono<Void> answer(Connection connection, String type, JsonNode frame, Runnable action) {
        Optional<JsonNode> ref = Frames.ref(frame).filter(Frames::isShort);
        return Mono.<Ack>fromRunnable(action)
                .onErrorResume(error -> refuse(connection, type, ref, error))
                .then();
    }

    private Mono<Void> operate(Connection connection, String type, JsonNode frame) {
        if (!(connection.caller() instanceof Caller.Bot bot)) {
            return Mono.empty();
        }
        return operations
                .find(type)
                .map(operation -> run(connection, bot, operation, frame))
                .orElseGet(Mono::empty);
    }

    private Mono<Void> run(Connection connection, Caller.Bot bot, Operations.Registered registered, JsonNode frame) {
        Operation operation = registered.operation();
        Optional<JsonNode> ref = Frames.ref(frame);
        metrics.operation();
        if (!ref.map(Frames::isShort).orElse(true)) {
            return refuse(connection, operation.type(), Optional.empty(), HubException.invalid(LONG_REF))
                    .then();
        }
        Span span = spans.begin(operation, frame);
        Mono<Ack> done = Mono.defer(
                () -> permitted(bot, operation).then(Mono.<Ack>defer(() -> Repeatable.handle(bot, registered, frame))));
        return FrameSpans.traced(span, done)
                .doOnNext(ack -> ref.ifPresent(mark -> {
                    metrics.ack();
                    fanout.send(connection, () -> Frames.ack(mark, ack));
                }))
                .onErrorResume(error -> refuse(connection, operation.type(), ref, error, span))
                .then();
    }

    private static Mono<Ack> permitted(Caller.Bot bot, Operation operation) {
        if (bot.scopes().contains(Scope.FULL)) {
            return Mono.empty();
        }
        return Mono.justOrEmpty(operation.scope())
                .filter(scope -> !bot.scopes().contains(scope))
                .flatMap(scope -> Mono.error(() -> HubException.of(
                        ErrorCode.INSUFFICIENT_SCOPE, "This token lacks the scope " + scope.wireName() + " or full")));
    }

    private Mono<Ack> refuse(Connection connection, String type, Optional<JsonNode> ref, Throwable error) {
        return refuse(connection, type, ref, error, Span.none());
    }

    private Mono<Ack> refuse(Connection connection, String type, Optional<JsonNode> ref, Throwable error, Span span) {
        HubError refusal = Failures.asHubError(error).orElseGet(() -> {
            span.in(LOG.atError()).setCause(error).log("frame {} of {} failed", type, connection.caller());
            return HubError.of(ErrorCode.INTERNAL_ERROR, "Internal error; the operation may be tried again");
        });
        metrics.refusal(refusal.code());
        fanout.send(connection, () -> Frames.error(refusal, ref.orElse(null)));
        return Mono.empty();
    }

    private static void subscribe(Connection connection, JsonNode frame) {
        if (!(connection.caller() instanceof Caller.OrgAdmin)) {
            throw HubException.of(
                    ErrorCode.FORBIDDEN, "Only org admin sessions can subscribe; bots receive their events unasked");
        }
        if (!connection.subscribe(topics(frame))) {
            throw HubException.of(
                    ErrorCode.CONFLICT,
                    "Subscription limit reached: at most " + Connection.MAX_SUBSCRIPTIONS
                            + " per connection; unsubscribe from others first");
        }
    }

    private static void unsubscribe(Connection connection, JsonNode frame) {
        if (!(connection.caller() instanceof Caller.OrgAdmin)) {
            throw HubException.of(ErrorCode.FORBIDDEN, "Only org admin sessions can unsubscribe");
        }
        connection.unsubscribe(topics(frame));
    }

    /** The ids of threads and channels are unique together, so one set holds both. */
    private static List<UUID> topics(JsonNode frame) {
        return Stream.of("channel_id", "thread_id")
                .map(name -> frame.path(name).asString(""))
                .flatMap(id -> Ids.parse(id).stream())
                .toList();
    }

    static Optional<JsonNode> parse(byte[] utf8) {
        return Json.parseRequest(utf8);
    }
}
