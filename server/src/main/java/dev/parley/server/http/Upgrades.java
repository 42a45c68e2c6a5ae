package dev.parley.server.http;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import reactor.netty.http.server.HttpServerRequest;

/** Recognises requests for a WebSocket, and which of them may be let through to the handshake. */
final class Upgrades {

    /** The one place where WebSockets are served. */
    static final String PATH = "/ws";

    private Upgrades() {}

    /** Other upgrades, such as to HTTP/2, are offers that may be ignored. */
    static boolean isAsked(HttpServerRequest request) {
        String upgrade = request.requestHeaders().get(HttpHeaderNames.UPGRADE);
        return upgrade != null && HttpHeaderValues.WEBSOCKET.contentEqualsIgnoreCase(upgrade);
    }

    /** Fails with {@code BAD_REQUEST} unless this is an RFC 6455 handshake at the right path. */
    static void check(Call call) {
        HttpHeaders headers = call.request().requestHeaders();
        if (!call.path().equals(PATH)) {
            throw refused("WebSockets are served at " + PATH + " only");
        }
        if (!HttpMethod.GET.equals(call.request().method())
                || !headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                || !"13".equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))
                || !headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)) {
            throw refused("This is no WebSocket handshake of version 13");
        }
    }

    private static HubException refused(String message) {
        return HubException.of(ErrorCode.BAD_REQUEST, message);
    }
}
