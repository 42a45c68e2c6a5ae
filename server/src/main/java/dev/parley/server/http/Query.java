package dev.parley.server.http;

import dev.parley.protocol.HubException;
import java.util.Optional;

/** The query of a URL, read where it stands: a request asks for few parameters, so nothing is taken apart in advance. */
final class Query {

    private final String raw;

    /** A raw query without its question mark; may be empty. */
    Query(String raw) {
        this.raw = raw;
    }

    /** The first value of a parameter; text that cannot be decoded is taken as it is. */
    Optional<String> first(String name) {
        int start = 0;
        while (start < raw.length()) {
            int and = raw.indexOf('&', start);
            int end = and < 0 ? raw.length() : and;
            int equals = raw.indexOf('=', start);
            int nameEnd = equals < 0 || equals > end ? end : equals;
            if (decoded(start, nameEnd).equals(name)) {
                return Optional.of(decoded(Math.min(nameEnd + 1, end), end));
            }
            start = end + 1;
        }
        return Optional.empty();
    }

    /** The integer a parameter starts with, or {@code fallback}. */
    long integer(String name, long fallback) {
        return first(name).map(text -> leadingInteger(text, fallback)).orElse(fallback);
    }

    /** The integer a parameter starts with; fails with {@code VALIDATION_ERROR} when there is none. */
    long requiredInteger(String name) {
        long value = integer(name, Long.MIN_VALUE);
        if (value == Long.MIN_VALUE) {
            throw HubException.invalid("The query parameter " + name + " must be an integer, such as " + name + "=0");
        }
        return value;
    }

    private String decoded(int start, int end) {
        String text = raw.substring(start, end);
        return Percent.decode(text, true).orElse(text);
    }

    /**
     * The integer at the start of a text, as lenient clients expect it: blanks, a sign and leading digits count, the
     * rest does not. What is too large for a {@code long} becomes the largest.
     *
     * @param fallback for a text that starts with no integer
     */
    private static long leadingInteger(String text, long fallback) {
        String stripped = text.strip();
        boolean negative = stripped.startsWith("-");
        int start = negative || stripped.startsWith("+") ? 1 : 0;
        long value = 0;
        int at = start;
        for (; at < stripped.length() && isDigit(stripped.charAt(at)); at++) {
            int digit = stripped.charAt(at) - '0';
            value = value > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : value * 10 + digit;
        }
        if (at == start) {
            return fallback;
        }
        return negative ? -value : value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
