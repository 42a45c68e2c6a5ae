package dev.parley.server.http;

import dev.parley.server.limit.Quota;
import io.netty.handler.codec.http.HttpHeaders;

/** Tells a client what it has left, as draft-ietf-httpapi-ratelimit-headers-10 writes it. Times are in seconds. */
final class RateLimitHeaders {

    private RateLimitHeaders() {}

    static void add(HttpHeaders headers, Quota quota) {
        String name = '"' + quota.name() + '"';
        long reset = (quota.reset().toMillis() + 999) / 1000;
        headers.set(
                "RateLimit-Policy",
                name + ";q=" + quota.limit() + ";w=" + quota.window().toSeconds());
        headers.set("RateLimit", name + ";r=" + quota.remaining() + ";t=" + reset);
    }
}
