package dev.parley.server.ws;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.parley.server.auth.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What clients may ask for over the WebSocket: the handlers by frame type, as {@code Router} is for HTTP. */
public final class Operations {

    private final Map<String, Registered> byType = new LinkedHashMap<>();

    /** Declares what bots may ask for, and what does it. */
    @CanIgnoreReturnValue
    public Operations on(Operation operation, Handler handler) {
        if (byType.put(operation.type(), new Registered(operation, handler)) != null) {
            throw new IllegalStateException("two handlers for frame type " + operation.type());
        }
        return this;
    }

    Optional<Registered> find(String type) {
        return Optional.ofNullable(byType.get(type));
    }

    /** Everything that clients may send: what the door itself answers, then what was declared, in that order. */
    public List<Operation> all() {
        return Stream.concat(DoorFrames.ALL.stream(), byType.values().stream().map(Registered::operation))
                .toList();
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
        Mono<? extends Ack> handle(Caller.Bot caller, JsonNode frame);
    }

    record Registered(Operation operation, Handler handler) {}
}
