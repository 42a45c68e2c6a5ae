package dev.parley.server.security;

import dev.parley.protocol.Json;
import dev.parley.server.client.Fields;
import dev.parley.server.ws.Operation;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** For every operation of the WebSocket a frame that the hub accepts from the victim's admin bot. */
final class FrameSamples {

    static final String REF = "mark";

    private final Victim victim;

    FrameSamples(Victim victim) {
        this.victim = victim;
    }

    /** The operation's frame with the {@link #REF}. */
    ObjectNode of(Operation operation) {
        ObjectNode frame = Json.mapper().createObjectNode();
        frame.put("type", operation.type()).put("ref", REF);
        return frame.setAll((ObjectNode) Json.mapper().valueToTree(fields(operation.type())));
    }

    private Map<String, ?> fields(String type) {
        String thread = victim.thread();
        String member = victim.member().id();
        return switch (type) {
            case "send" -> Fields.of("channel_id", victim.channel(), "content", "x");
            case "send_dm" -> Fields.of("to", member, "content", "x");
            case "send_thread_message" -> Fields.of("thread_id", thread, "content", "x");
            case "thread_create" -> Fields.of("topic", "x", "participants", List.of(member));
            case "thread_update" -> Fields.of("thread_id", thread, "topic", "x");
            case "thread_invite", "thread_remove_participant" -> Fields.of("thread_id", thread, "bot_id", member);
            case "thread_join", "thread_leave" -> Fields.of("thread_id", thread);
            case "artifact_add" -> Fields.of("thread_id", thread, "artifact_key", "new", "content", "x");
            case "artifact_update" -> Fields.of("thread_id", thread, "artifact_key", Victim.ARTIFACT, "content", "x");
            default -> throw new IllegalArgumentException("a new operation needs a line here: " + type);
        };
    }
}
