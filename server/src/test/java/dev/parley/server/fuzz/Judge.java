package dev.parley.server.fuzz;

import dev.parley.protocol.Json;
import dev.parley.protocol.event.Frames;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Knows which answers a message may get: an error, its ack, its pong, or none. */
final class Judge {

    private final Set<String> operations;

    /** @param operations the types of frames the server acts on */
    Judge(Set<String> operations) {
        this.operations = operations;
    }

    /** Fails unless these are the right answers. */
    void check(byte[] message, List<JsonNode> answers) {
        boolean internal = answers.stream()
                .anyMatch(answer -> "INTERNAL_ERROR".equals(answer.path("code").asString("")));
        if (internal || !isRight(message, answers)) {
            throw new AssertionError("%s was answered %s".formatted(excerpt(message), answers));
        }
    }

    private boolean isRight(byte[] message, List<JsonNode> answers) {
        Optional<JsonNode> frame = Json.parseRequest(message).filter(JsonNode::isObject);
        if (frame.isEmpty()) {
            return isError(answers, Optional.empty());
        }
        String type = frame.get().path("type").asString("");
        if (type.equals("ping")) {
            return answers.size() == 1 && isA(answers.get(0), "pong");
        }
        return operations.contains(type) ? isResult(frame.get(), answers) : answers.isEmpty();
    }

    private static boolean isResult(JsonNode frame, List<JsonNode> answers) {
        Optional<JsonNode> ref = Frames.ref(frame);
        if (ref.isEmpty()) {
            return answers.isEmpty() || isError(answers, ref);
        }
        if (!Frames.isShort(ref.get())) {
            return isError(answers, Optional.empty());
        }
        boolean isAck = answers.size() == 1 && isA(answers.get(0), "ack");
        return isAck ? hasRef(answers.get(0), ref) : isError(answers, ref);
    }

    private static boolean isError(List<JsonNode> answers, Optional<JsonNode> ref) {
        return answers.size() == 1 && isA(answers.get(0), "error") && hasRef(answers.get(0), ref);
    }

    /** Compared as they are written: numbers have more than one way to be read. */
    private static boolean hasRef(JsonNode answer, Optional<JsonNode> ref) {
        return Optional.ofNullable(answer.get("ref")).map(JsonNode::toString).equals(ref.map(JsonNode::toString));
    }

    private static boolean isA(JsonNode answer, String type) {
        return answer.path("type").asString().equals(type);
    }

    private static String excerpt(byte[] message) {
        String text = new String(message, StandardCharsets.UTF_8);
        return text.length() > 2_000 ? text.substring(0, 2_000) + "…" : text;
    }
}
