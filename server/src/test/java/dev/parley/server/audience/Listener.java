package dev.parley.server.audience;

import dev.parley.server.client.Fields;
import dev.parley.server.client.HubSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** A connection and what it has received since it was last asked. */
final class Listener {

    private final HubSocket socket;
    private final List<JsonNode> heard = new ArrayList<>();

    /** Waits until the hub answers: from then on the connection counts. */
    Listener(HubSocket socket) {
        this.socket = socket;
        answered();
    }

    void send(Object frame) {
        socket.send(frame);
    }

    /** Waits until everything sent before was dealt with. */
    void answered() {
        send(Fields.of("type", "ping"));
        until(frame -> isA(frame, "pong"));
    }

    /** Reads on to that frame, which is not kept but answered; those before it are. */
    JsonNode until(Predicate<JsonNode> wanted) {
        JsonNode frame = socket.next();
        while (!wanted.test(frame)) {
            heard.add(frame);
            frame = socket.next();
        }
        return frame;
    }

    /** As {@link #until}, or to the end of a connection that the hub closes. */
    void untilOrClosed(Predicate<JsonNode> wanted) {
        try {
            until(wanted);
        } catch (IllegalStateException nothingMore) {
            socket.closed();
        }
    }

    /** Keeps a frame that was waited for. */
    void keep(JsonNode frame) {
        heard.add(frame);
    }

    /** What was received, in order; it is forgotten here. */
    List<JsonNode> take() {
        List<JsonNode> taken = List.copyOf(heard);
        heard.clear();
        return taken;
    }

    void leave() {
        socket.close();
    }

    static boolean isA(JsonNode frame, String type) {
        return frame.path("type").asString().equals(type);
    }
}
