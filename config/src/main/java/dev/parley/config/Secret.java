package dev.parley.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A text that must not reach a log or a screen: it prints as {@code ***}.
 *
 * @param value the text itself; ask for it only where it is used
 */
public record Secret(String value) {

    /** Whether the candidate is this secret, in a time that does not tell how much of it was right. */
    public boolean matches(String candidate) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "***";
    }
}
