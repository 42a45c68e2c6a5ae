package dev.parley.server.http;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.Json;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Map;

/** Answers what the codec could not read as a request, in the shape that every error has. */
final class BrokenRequests {

    private BrokenRequests() {}

    /** The last response of a connection. */
    static FullHttpResponse answer(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return answer(HttpResponseStatus.REQUEST_URI_TOO_LONG, "The request line is too long");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return answer(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The request headers are too large");
        }
        return answer(HttpResponseStatus.BAD_REQUEST, "The request is not valid HTTP/1.1");
    }

    private static FullHttpResponse answer(HttpResponseStatus status, String message) {
        byte[] body = Json.writeBytes(Map.of("error", message, "code", ErrorCode.BAD_REQUEST));
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        HttpHeaders headers = response.headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, Reply.JSON);
        headers.setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return response;
    }
}
