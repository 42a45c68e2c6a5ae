package dev.parley.server.ws;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.parley.protocol.Scope;
import dev.parley.server.auth.Caller;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What clients may ask for over the WebSocket: the handlers by frame type, as {@code Router} is for HTTP. */
public final class Operations {

    private final Map<String, Operation> byType = new HashMap<>();

    /** Declares the operation a bot starts with a frame of that {@code type}; it needs {@code scope} or FULL. */
    @CanIgnoreReturnValue
    public Operations on(String type, Scope scope, Handler handler) {
        if (byType.put(type, new Operation(type, scope, handler)) != null) {
            throw new IllegalStateException("two handlers for frame type " + type);
        }
        return this;
    }

    Optional<Operation> find(String type) {
        return Optional.ofNullable(byType.get(type));
    }

    /** Adds a feature's operations, as its {@code addTo(Router)} adds its routes. */
    public interface Feature {
        void addTo(Operations operations);
    }

    /**
     * Does what a frame asks for; the ack is sent only if the frame has a {@code ref}. Refuses with a
     * {@link dev.parley.protocol.HubException}.
     */
    @FunctionalInterface
    public interface Handler {
        Mono<Ack> handle(Caller.Bot caller, JsonNode frame);
    }

    record Operation(String type, Scope scope, Handler handler) {}
}
