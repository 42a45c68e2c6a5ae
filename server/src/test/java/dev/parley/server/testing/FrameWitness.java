package dev.parley.server.testing;

import com.networknt.schema.Error;
import dev.parley.protocol.Json;
import dev.parley.protocol.event.Frames;
import dev.parley.server.client.HubSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Looks at all frames of a connection: what the hub sends must be in its AsyncAPI document, and what it accepts must be as
 * the document wants it. Frames are answered in their order, so an answer is for the oldest frame with its {@code ref}.
 */
final class FrameWitness implements HubSocket.Witness {

    private final Optional<DocumentedFrames> expected;
    private final Map<JsonNode, Deque<JsonNode>> waiting = new HashMap<>();

    FrameWitness(int port) {
        expected = DocumentedFrames.of(port);
    }

    @Override
    public synchronized void sent(String text) {
        Json.parseRequest(text).filter(this::isAnswered).ifPresent(frame -> Frames.ref(frame)
                .filter(Frames::isShort)
                .ifPresent(ref ->
                        waiting.computeIfAbsent(ref, none -> new ArrayDeque<>()).add(frame)));
    }

    private boolean isAnswered(JsonNode frame) {
        return expected.filter(frames -> frames.isAnswered(typeOf(frame))).isPresent();
    }

    @Override
    public synchronized void received(JsonNode frame) {
        expected.ifPresent(frames -> check(frames, frame));
    }

    private void check(DocumentedFrames frames, JsonNode frame) {
        switch (typeOf(frame)) {
            case "ack" -> checkAck(frames, frame);
            case "error" -> checkError(frames, frame);
            default -> {
                if (!frames.isSent(typeOf(frame))) {
                    throw new AssertionError("The hub sent " + frame + "\nof a type that its document does not name");
                }
                require(frames, typeOf(frame), frame, "The hub sent");
            }
        }
    }

    private void checkAck(DocumentedFrames frames, JsonNode ack) {
        String operation = ack.at("/result/operation").asString("");
        require(frames, operation + ".ack", ack, "The hub sent");
        answered(ack).ifPresent(frame -> require(frames, operation, frame, "The hub accepted"));
    }

    private void checkError(DocumentedFrames frames, JsonNode error) {
        Optional<JsonNode> frame = answered(error);
        if (frame.isPresent()) {
            require(frames, typeOf(frame.get()) + ".error", error, "The hub answered " + frame.get() + " by");
        } else if (frames.errors()
                .noneMatch(name -> frames.problems(name, error).isEmpty())) {
            throw new AssertionError("The hub sent " + error + "\nwhich no operation of its document names");
        }
    }

    /** The frame that is answered, unless it had no mark. */
    private Optional<JsonNode> answered(JsonNode answer) {
        return Optional.ofNullable(answer.get("ref")).map(waiting::get).map(Deque::poll);
    }

    private static void require(DocumentedFrames frames, String message, JsonNode frame, String what) {
        List<Error> problems = frames.problems(message, frame);
        if (!problems.isEmpty()) {
            throw new AssertionError(what + " " + frame + "\nwhich is not what its document says: " + problems);
        }
    }

    private static String typeOf(JsonNode frame) {
        return frame.path("type").asString("");
    }
}
