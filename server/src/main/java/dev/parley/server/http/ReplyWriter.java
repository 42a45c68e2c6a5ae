package dev.parley.server.http;

import dev.parley.protocol.Json;
import dev.parley.protocol.RawJson;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/** Puts a reply on the wire: encodes it, tags it, leaves out what the client already has. */
final class ReplyWriter {

    private static final byte[] NOTHING = {};

    private final HttpDate date = new HttpDate();
    private final Cors cors;
    private final ErrorReplies errors;

    ReplyWriter(Cors cors, ErrorReplies errors) {
        this.cors = cors;
        this.errors = errors;
    }

    /** Fills in the response at once, so that its status is final, and sends it when subscribed. */
    Mono<Void> write(Call call, HttpServerResponse response, Reply reply) {
        try {
            Reply asked = asked(call, reply);
            return write(call, response, asked, encode(asked.content()));
        } catch (RuntimeException e) {
            Reply failure = errors.reply(call, e);
            return write(call, response, failure, encode(failure.content()));
        }
    }

    /** What the client asked for of a download. */
    private static Reply asked(Call call, Reply reply) {
        return reply.content() instanceof Download
                        && HttpMethod.GET.equals(call.request().method())
                ? ByteRange.applyTo(reply, call.request().requestHeaders())
                : reply;
    }

    private Mono<Void> write(Call call, HttpServerResponse response, Reply reply, byte[] content) {
        HttpHeaders headers = response.responseHeaders();
        headers.set(HttpHeaderNames.DATE, date.now());
        addOwn(headers, reply);
        if (call.quota() != null) {
            RateLimitHeaders.add(headers, call.quota());
        }
        cors.addTo(headers, call.request().requestHeaders());
        if (isKnown(call, headers, reply, content)) {
            return response.status(HttpResponseStatus.NOT_MODIFIED).send();
        }
        response.status(HttpResponseStatus.valueOf(reply.status()));
        if (reply.contentType() == null) {
            return empty(response, reply.status());
        }
        headers.set(HttpHeaderNames.CONTENT_TYPE, reply.contentType());
        boolean head = HttpMethod.HEAD.equals(call.request().method());
        if (reply.content() instanceof LiveBody body) {
            return head
                    ? response.send()
                    : response.sendHeaders().then().then(Mono.defer(() -> body.writeTo(call.channel())));
        }
        if (reply.content() instanceof Download download) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, download.size());
            return head || download.size() == 0
                    ? response.send()
                    : DownloadWriter.send(call.channel(), response, download);
        }
        headers.setInt(HttpHeaderNames.CONTENT_LENGTH, content.length);
        return head || content.length == 0
                ? response.send()
                : response.sendObject(Unpooled.wrappedBuffer(content)).then();
    }

    private static Mono<Void> empty(HttpServerResponse response, int status) {
        if (status != HttpResponseStatus.NO_CONTENT.code()) {
            response.responseHeaders().setInt(HttpHeaderNames.CONTENT_LENGTH, 0);
        }
        return response.send();
    }

    private static void addOwn(HttpHeaders headers, Reply reply) {
        for (Reply.Header header = reply.headers(); header != null; header = header.next()) {
            headers.add(header.name(), header.value());
        }
    }

    /** Whether a conditional GET is answered by 304; tags the response on the way. */
    private static boolean isKnown(Call call, HttpHeaders headers, Reply reply, byte[] content) {
        if (reply.status() != HttpResponseStatus.OK.code()
                || !isGet(call.request().method())) {
            return false;
        }
        String tag = headers.get(HttpHeaderNames.ETAG);
        if (tag == null && Reply.JSON.equals(reply.contentType()) && mayBeKept(headers)) {
            tag = Etag.weak(content);
            headers.set(HttpHeaderNames.ETAG, tag);
        }
        return tag != null && Etag.isKnown(call.request().requestHeaders(), tag);
    }

    /** What nobody may keep needs no tag. */
    private static boolean mayBeKept(HttpHeaders headers) {
        return !headers.contains(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE, true);
    }

    private static boolean isGet(HttpMethod method) {
        return HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method);
    }

    private static byte[] encode(Object content) {
        if (content == null || content instanceof Download || content instanceof LiveBody) {
            return NOTHING;
        }
        if (content instanceof byte[] bytes) {
            return bytes;
        }
        if (content instanceof RawJson json) {
            return json.text().getBytes(StandardCharsets.UTF_8);
        }
        return Json.writeBytes(content);
    }
}
