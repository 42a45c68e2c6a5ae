package dev.parley.protocol.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.Fields;
import dev.parley.protocol.HubError;
import dev.parley.protocol.HubException;
import dev.parley.protocol.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Writes the frames that answer a client's own ({@code ack}, {@code error}, {@code pong}) as UTF-8, and bounds all others. */
public final class Frames {

    /**
     * What the frame of an event may have at most. Clients drop the connection over a frame of more than 1 MiB; the
     * last KiB is left for what a door adds.
     */
    public static final int MAX_BYTES = 1023 * 1024;

    /** What the mark a client puts on its frame may have at most, as it is part of every answer. */
    public static final int MAX_REF_BYTES = 4096;

    private static final byte[] PONG = Json.writeBytes(new Pong("pong"));

    private Frames() {}

    /** Tells that the command marked {@code ref} was done; {@code result} is a record. */
    public static byte[] ack(JsonNode ref, Object result) {
        return Json.writeBytes(new Ack("ack", ref, result));
    }

    /** Tells why a command was refused; {@code ref} is null when it had none. */
    public static byte[] error(HubError error, JsonNode ref) {
        Object retryAfter = error.details().get("retry_after");
        return Json.writeBytes(new Failure("error", error.message(), ref, error.code(), retryAfter));
    }

    /**
     * The frame of an event with the position of its entry as one more field; a copy of all other bytes.
     *
     * @param trace becomes a field as well, unless it is null; needs no escaping
     */
    public static String withPosition(String frame, long position, @Nullable String trace) {
        String open = frame.substring(0, frame.length() - 1) + ",\"position\":" + position;
        return trace == null ? open + "}" : open + ",\"traceparent\":\"" + trace + "\"}";
    }

    /** Refuses what no client could be told of, before it is stored: {@code PAYLOAD_TOO_LARGE}. */
    public static byte[] requireDeliverable(byte[] frame) {
        if (frame.length > MAX_BYTES) {
            throw HubException.of(
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    "This would reach the others as a frame of %d bytes, at most %d are possible: upload the content as a"
                                    .formatted(frame.length, MAX_BYTES)
                            + " file and send a link to it, or split it");
        }
        return frame;
    }

    public static byte[] pong() {
        return PONG.clone();
    }

    /** The mark a client put on its frame: any value JavaScript holds for true, so neither null, false, 0 nor "". */
    public static Optional<JsonNode> ref(JsonNode frame) {
        return Optional.ofNullable(frame.get("ref")).filter(Fields::isTruthy);
    }

    /** Whether a mark is short enough to be sent back. */
    public static boolean isShort(JsonNode ref) {
        return !(ref.isContainer() || ref.isString()) || Json.writeBytes(ref).length <= MAX_REF_BYTES;
    }

    private record Ack(String type, JsonNode ref, Object result) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Failure(String type, String message, JsonNode ref, ErrorCode code, Object retryAfter) {}

    private record Pong(String type) {}
}
