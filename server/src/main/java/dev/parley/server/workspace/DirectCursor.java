package dev.parley.server.workspace;

import dev.parley.persistence.channel.Conversation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a page of direct channels ended; the next one begins after it. No two channels have their last activity at the
 * same position.
 *
 * @param position of the last activity in the last channel
 */
record DirectCursor(long position) {

    /** Before the first channel of every list. */
    static final DirectCursor START = new DirectCursor(Long.MAX_VALUE);

    private static final String PREFIX = "dm:";

    static DirectCursor of(Conversation last) {
        return new DirectCursor(last.lastPosition());
    }

    /** The form clients send back without a look into it. */
    String opaque() {
        byte[] text = (PREFIX + position).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /** Reads {@link #opaque}; empty for every other text. */
    static Optional<DirectCursor> parse(String opaque) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(opaque), StandardCharsets.UTF_8);
            return text.startsWith(PREFIX)
                    ? Optional.of(new DirectCursor(Long.parseLong(text.substring(PREFIX.length()))))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
