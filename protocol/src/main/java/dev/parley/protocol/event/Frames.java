package dev.parley.protocol.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubError;
import dev.parley.protocol.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Writes the frames that answer a client's own: {@code ack}, {@code error} and {@code pong}, as UTF-8. */
public final class Frames {

    private static final byte[] PONG = Json.writeBytes(new Pong("pong"));

    private Frames() {}

    /** Tells that the command marked {@code ref} was done; {@code result} is a record or a map. */
    public static byte[] ack(JsonNode ref, Object result) {
        return Json.writeBytes(new Ack("ack", ref, result));
    }

    /** Tells why a command was refused; {@code ref} is null when it had none. */
    public static byte[] error(HubError error, JsonNode ref) {
        Object retryAfter = error.details().get("retry_after");
        return Json.writeBytes(new Failure("error", error.message(), ref, error.code(), retryAfter));
    }

    /** Tells of a failure that belongs to no command. */
    public static byte[] error(String message) {
        return Json.writeBytes(new Failure("error", message, null, null, null));
    }

    public static byte[] pong() {
        return PONG.clone();
    }

    /** The mark a client put on its frame: any value JavaScript holds for true, so neither null, false, 0 nor "". */
    public static Optional<JsonNode> ref(JsonNode frame) {
        return Optional.ofNullable(frame.get("ref")).filter(Frames::isTruthy);
    }

    private static boolean isTruthy(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> value.booleanValue();
            case STRING -> !value.stringValue().isEmpty();
            case NUMBER -> value.doubleValue() != 0;
            case ARRAY, OBJECT -> true;
            default -> false;
        };
    }

    private record Ack(String type, JsonNode ref, Object result) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Failure(String type, String message, JsonNode ref, ErrorCode code, Object retryAfter) {}

    private record Pong(String type) {}
}
