package dev.parley.server.webhook;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The beginning of an answer's body, as a line of text. Not safe for use by several threads at once. */
final class Excerpt {

    /** Characters that are kept. */
    static final int MAX_LENGTH = 200;

    /** Bytes that are read at most, to know whether the body ends: its connection can be used again then. */
    static final int MAX_BYTES = 4_096;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private int bytes;

    /** Takes the next part; false when enough was read. */
    boolean add(byte[] part) {
        bytes += part.length;
        kept.write(part, 0, Math.min(part.length, MAX_BYTES - kept.size()));
        return bytes <= MAX_BYTES;
    }

    /** What may not be printed, and what is no UTF-8, is replaced. */
    String text() {
        String text = kept.toString(StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cntrl}\\p{Co}\\p{Cn}\\u2028\\u2029]+", " ")
                .strip();
        return text.length() <= MAX_LENGTH ? text : text.substring(0, end(text));
    }

    /** Half a character is no text that a database takes. */
    private static int end(String text) {
        return Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
    }
}
