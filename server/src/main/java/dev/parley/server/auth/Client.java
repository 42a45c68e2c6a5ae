package dev.parley.server.auth;

import dev.parley.protocol.StorableText;
import dev.parley.server.http.Call;

/**
 * Where a request came from.
 *
 * @param userAgent what the client calls itself, cut to {@value #MAX_USER_AGENT} characters; null when it does not say
 */
public record Client(String ip, String userAgent) {

    private static final int MAX_USER_AGENT = 512;

    public static Client of(Call call) {
        return new Client(
                call.clientIp(), call.userAgent().map(Client::storable).orElse(null));
    }

    private static String storable(String userAgent) {
        return StorableText.of(userAgent.substring(0, Math.min(userAgent.length(), MAX_USER_AGENT)));
    }
}
