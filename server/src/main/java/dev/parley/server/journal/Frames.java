package dev.parley.server.journal;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;

/** The bound on what is pushed: clients close the connection on a frame of more than 1 MiB. */
final class Frames {

    /** Bytes of UTF-8; leaves room for a position that some doors add to the frame. */
    static final int MAX_BYTES = (1 << 20) - 64;

    private Frames() {}

    /** Refuses with {@code PAYLOAD_TOO_LARGE} what could not be delivered. */
    static String checked(String frame) {
        if (frame.length() > MAX_BYTES / 3 && utf8Bytes(frame) > MAX_BYTES) {
            throw HubException.of(
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    "The event for this request would be larger than 1 MiB; send less, or send a file and link to it");
        }
        return frame;
    }

    private static long utf8Bytes(String text) {
        return text.codePoints().mapToLong(Frames::utf8Bytes).sum();
    }

    private static int utf8Bytes(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }
}
