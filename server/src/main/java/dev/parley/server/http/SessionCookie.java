package dev.parley.server.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The cookie {@code hxa_session}: how it is read, issued and cleared. */
public final class SessionCookie {

    private static final String NAME = "hxa_session";

    private SessionCookie() {}

    /**
     * The {@code Set-Cookie} that logs a browser in.
     *
     * @param secure false only in development, where there is no TLS
     */
    public static String issue(String sessionId, Duration ttl, Instant now, boolean secure) {
        return format(sessionId, ttl.toSeconds(), now.plus(ttl), secure);
    }

    /** The {@code Set-Cookie} that makes a browser forget its session. */
    public static String clear(boolean secure) {
        return format("", 0, Instant.EPOCH, secure);
    }

    private static String format(String value, long maxAgeSeconds, Instant expires, boolean secure) {
        return NAME + "=" + value + "; Max-Age=" + maxAgeSeconds + "; Path=/; Expires="
                + HttpDate.format(expires) + "; HttpOnly" + (secure ? "; Secure" : "")
                + "; SameSite=Strict";
    }

    /** The value a request carries, or null: every request passes here, most without a cookie. */
    static String read(HttpHeaders headers) {
        if (!headers.contains(HttpHeaderNames.COOKIE)) {
            return null;
        }
        List<String> lines = headers.getAll(HttpHeaderNames.COOKIE);
        for (String line : lines) {
            for (String pair : line.split(";", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0 && pair.substring(0, equals).strip().equals(NAME)) {
                    String value = pair.substring(equals + 1).strip();
                    return value.isEmpty() ? null : value;
                }
            }
        }
        return null;
    }
}
