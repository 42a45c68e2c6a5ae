package dev.parley.server.http;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Arrays;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/** Collects and parses JSON bodies, never more of one than the limit. */
final class BodyReader {

    private static final String JSON = "application/json";

    /** What is set aside on the word of a {@code Content-Length} alone. */
    private static final int TRUSTED_BYTES = 16 << 10;

    private final int maxBytes;

    BodyReader(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Whether the request carries JSON to read; other bodies are left to the handler. */
    boolean wants(HttpServerRequest request) {
        HttpMethod method = request.method();
        if (HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method)) {
            return false;
        }
        HttpHeaders headers = request.requestHeaders();
        return isJson(headers.get(HttpHeaderNames.CONTENT_TYPE))
                && (headers.contains(HttpHeaderNames.CONTENT_LENGTH)
                        || headers.contains(HttpHeaderNames.TRANSFER_ENCODING));
    }

    private static boolean isJson(String contentType) {
        if (contentType == null || !contentType.regionMatches(true, 0, JSON, 0, JSON.length())) {
            return false;
        }
        String rest = contentType.substring(JSON.length()).stripLeading();
        return rest.isEmpty() || rest.startsWith(";");
    }

    /** Fails with {@code VALIDATION_ERROR}, {@code PAYLOAD_TOO_LARGE} or {@code UNSUPPORTED_MEDIA_TYPE}. */
    Mono<Body> read(HttpServerRequest request) {
        requireNoEncoding(request);
        long declared = declaredLength(request.requestHeaders());
        if (declared > maxBytes) {
            return Mono.error(tooLarge());
        }
        return request.receive()
                .collect(() -> new Collected(declared), Collected::add)
                .map(collected -> Body.parse(collected.bytes()));
    }

    /** Fails with {@code UNSUPPORTED_MEDIA_TYPE} for a compressed body. */
    static void requireNoEncoding(HttpServerRequest request) {
        String encoding = request.requestHeaders().get(HttpHeaderNames.CONTENT_ENCODING);
        if (encoding != null && !HttpHeaderValues.IDENTITY.contentEqualsIgnoreCase(encoding)) {
            throw HubException.of(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send the body without Content-Encoding: " + encoding);
        }
    }

    /** -1 when the length is not known in advance; the codec has already refused what is no number. */
    private static long declaredLength(HttpHeaders headers) {
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        return length == null ? -1 : Long.parseLong(length);
    }

    private HubException tooLarge() {
        return HubException.of(
                ErrorCode.PAYLOAD_TOO_LARGE, "The request body is larger than the limit of " + maxBytes + " bytes");
    }

    /** The part of a body that has arrived; a body of known, moderate length is copied once. */
    private final class Collected {
        private byte[] bytes;
        private int length;

        Collected(long declared) {
            bytes = new byte[declared < 0 ? 1024 : (int) Math.min(declared, TRUSTED_BYTES)];
        }

        void add(ByteBuf chunk) {
            int more = chunk.readableBytes();
            if (more > maxBytes - length) {
                throw tooLarge();
            }
            if (length + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(maxBytes, Math.max(length + more, bytes.length * 2)));
            }
            chunk.readBytes(bytes, length, more);
            length += more;
        }

        byte[] bytes() {
            return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        }
    }
}
