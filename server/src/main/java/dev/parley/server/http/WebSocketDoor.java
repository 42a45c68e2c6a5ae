package dev.parley.server.http;

import org.reactivestreams.Publisher;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Takes over the requests that ask for a WebSocket at {@code /ws}. */
@FunctionalInterface
public interface WebSocketDoor {

    /** Performs the handshake and lives as long as the socket; runs on the connection's event loop. */
    Publisher<Void> upgrade(HttpServerRequest request, HttpServerResponse response);
}
