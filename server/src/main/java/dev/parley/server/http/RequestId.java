package dev.parley.server.http;

import dev.parley.protocol.Ids;
import io.netty.handler.codec.http.HttpHeaders;

/** Names a request in logs. */
final class RequestId {

    private static final int MAX_LENGTH = 128;

    private RequestId() {}

    /** The client's {@code X-Request-Id} when it is short, visible ASCII, else a new id. */
    static String of(HttpHeaders request) {
        String given = request.get("X-Request-Id");
        return given != null && isAcceptable(given) ? given : Ids.next().toString();
    }

    private static boolean isAcceptable(String id) {
        return !id.isEmpty() && id.length() <= MAX_LENGTH && id.chars().allMatch(c -> c > ' ' && c < 127);
    }
}
