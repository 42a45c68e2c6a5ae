package dev.parley.server.http;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubError;
import dev.parley.protocol.Json;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Map;

/** Gives the empty responses with which Reactor Netty refuses unreadable requests the body that every error has. */
final class BrokenHeads {

    private BrokenHeads() {}

    /** The same message, or what explains it. */
    static Object explained(Object message) {
        return message instanceof FullHttpResponse response && isBare(response) ? explained(response) : message;
    }

    /** Errors of the hub's own always have a body. */
    private static boolean isBare(FullHttpResponse response) {
        return response.status().code() >= 400
                && !response.content().isReadable()
                && response.headers().contains(HttpHeaderNames.CONTENT_LENGTH, "0", false);
    }

    private static FullHttpResponse explained(FullHttpResponse response) {
        HubError error = error(response.status().code());
        byte[] body = Json.writeBytes(Map.of("error", error.message(), "code", error.code()));
        response.release();
        FullHttpResponse explained = response.replace(Unpooled.wrappedBuffer(body));
        HttpHeaders headers = explained.headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, Reply.JSON);
        headers.setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return explained;
    }

    private static HubError error(int status) {
        String message =
                switch (status) {
                    case 414 -> "The request line is too long";
                    case 431 -> "The request headers are too large";
                    default -> "The request is not valid HTTP";
                };
        return HubError.of(ErrorCode.BAD_REQUEST, message).withStatus(status);
    }
}
