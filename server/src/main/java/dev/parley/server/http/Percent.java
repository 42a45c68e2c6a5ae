package dev.parley.server.http;

import dev.parley.protocol.StorableText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** Percent-encoding, as in path segments, query values and header parameters. */
public final class Percent {

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Percent() {}

    /**
     * The decoded text, as {@link StorableText}, or empty when an escape is broken or the bytes are not UTF-8.
     *
     * @param plusIsSpace as in queries
     */
    public static Optional<String> decode(String text, boolean plusIsSpace) {
        boolean plain = text.indexOf('%') < 0 && !(plusIsSpace && text.indexOf('+') >= 0);
        return plain ? Optional.of(text) : decodeBytes(text.getBytes(StandardCharsets.UTF_8), plusIsSpace);
    }

    /** The text in UTF-8, with everything but letters, digits and {@code -._~} escaped. */
    public static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
            if (UNRESERVED.indexOf(value) >= 0) {
                encoded.append((char) value);
            } else {
                encoded.append('%').append(HEX.toHexDigits(value));
            }
        }
        return encoded.toString();
    }

    private static Optional<String> decodeBytes(byte[] bytes, boolean plusIsSpace) {
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            int value = bytes[i];
            if (value == '%') {
                value = i + 2 < bytes.length ? hex(bytes[i + 1]) << 4 | hex(bytes[i + 2]) : -1;
                if (value < 0) {
                    return Optional.empty();
                }
                i += 2;
            } else if (value == '+' && plusIsSpace) {
                value = ' ';
            }
            bytes[length++] = (byte) value;
        }
        return strictUtf8(ByteBuffer.wrap(bytes, 0, length));
    }

    /** Negative for what is no hex digit, and stays so when shifted and combined. */
    private static int hex(byte digit) {
        return Character.digit(digit, 16);
    }

    private static Optional<String> strictUtf8(ByteBuffer bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            return Optional.of(StorableText.of(text));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
