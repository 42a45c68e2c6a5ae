package dev.parley.server.history;

import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An entry of the journal as a door told it: as much of it as is needed later, and a fingerprint of the whole frame.
 *
 * @param topic the thread or channel; null for the whole organisation
 * @param subject the message, artifact or thread that is told of; null for anything else
 * @param content fingerprint of what the subject says, 0 without a subject
 * @param actor the bot that did it, where the frame says so
 * @param frame without the text of messages and artifacts
 */
record Told(
        long position,
        long fingerprint,
        String type,
        @Nullable UUID topic,
        @Nullable UUID subject,
        long content,
        @Nullable UUID actor,
        JsonNode frame) {

    /** Where a frame names its topic, its subject, what that says and who did it, by type. */
    private static final Map<String, Places> PLACES = Map.of(
            "channel_created", new Places("/channel/id", "", "", "/members/0"),
            "message", new Places("/channel_id", "/message/id", "/message/content", "/message/sender_id"),
            "thread_created", new Places("/thread/id", "/thread/id", "/thread/topic", "/thread/initiator_id"),
            "thread_updated", new Places("/thread/id", "", "", "/nobody"),
            "thread_message", new Places("/thread_id", "/message/id", "/message/content", "/message/sender_id"),
            "thread_artifact",
                    new Places("/thread_id", "/artifact/id", "/artifact/content", "/artifact/contributor_id"),
            "thread_participant", new Places("/thread_id", "", "", "/by"),
            "bot_renamed", new Places("/nowhere", "", "", "/bot_id"));

    private record Places(String topic, String subject, String content, String actor) {}

    /** A frame with a position, from any door; the frame is used up by it. */
    static Told of(JsonNode frame) {
        ((ObjectNode) frame).remove("webhook_version");
        String type = frame.path("type").asString();
        Places places = PLACES.get(type);
        if (places == null) {
            throw new IllegalArgumentException("Nobody did anything that would tell this: " + frame);
        }
        UUID subject = places.subject.isEmpty() ? null : id(frame, places.subject);
        return new Told(
                frame.path("position").asLong(),
                fingerprint(Json.write(frame)),
                type,
                id(frame, places.topic),
                subject,
                subject == null ? 0 : fingerprint(frame.at(places.content).asString()),
                id(frame, places.actor),
                slim(frame));
    }

    /** Of two texts that differ, two fingerprints differ. */
    static long fingerprint(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
    }

    private static @Nullable UUID id(JsonNode frame, String place) {
        return Ids.parse(frame.at(place).asString("")).orElse(null);
    }

    private static JsonNode slim(JsonNode frame) {
        for (String part : new String[] {"message", "artifact"}) {
            if (frame.path(part) instanceof ObjectNode object) {
                object.remove(List.of("content", "parts"));
            }
        }
        return frame;
    }
}
