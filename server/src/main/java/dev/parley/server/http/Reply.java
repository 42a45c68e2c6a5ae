package dev.parley.server.http;

import java.nio.charset.StandardCharsets;

/**
 * What a handler answers. Immutable; a JSON value is encoded when the reply is sent.
 *
 * <p>The door adds {@code Content-Length}, the weak {@code ETag} of a JSON GET that has none of its own and may be kept, and CORS.
 */
public final class Reply {

    /** The media type of JSON. */
    public static final String JSON = "application/json; charset=utf-8";

    private final int status;
    private final String contentType;
    private final Object content;
    private final Header headers;

    private Reply(int status, String contentType, Object content, Header headers) {
        this.status = status;
        this.contentType = contentType;
        this.content = content;
        this.headers = headers;
    }

    /** 200 with a record, list, map or {@link dev.parley.protocol.RawJson} as JSON. */
    public static Reply ok(Object value) {
        return of(200, value);
    }

    /** 201, as {@link #ok}. */
    public static Reply created(Object value) {
        return of(201, value);
    }

    /** 202, as {@link #ok}. */
    public static Reply accepted(Object value) {
        return of(202, value);
    }

    /** A value as JSON under any status. */
    public static Reply of(int status, Object value) {
        return new Reply(status, JSON, value, null);
    }

    /** 204, no body. */
    public static Reply noContent() {
        return empty(204);
    }

    /** A status and no body. */
    public static Reply empty(int status) {
        return new Reply(status, null, null, null);
    }

    /** 200 with a text in UTF-8; {@code contentType} should say so. */
    public static Reply text(String contentType, String text) {
        return bytes(contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** 200 with these bytes, which are not copied. */
    public static Reply bytes(String contentType, byte[] bytes) {
        return new Reply(200, contentType, bytes, null);
    }

    /**
     * 200 with a download, of which the client may ask for a part.
     *
     * @param tag a strong entity tag: the same one stands for the same bytes forever
     */
    public static Reply file(String contentType, String tag, Download download) {
        return new Reply(200, contentType, download, null).header("ETag", tag).header("Accept-Ranges", "bytes");
    }

    /** 200 with a body that goes on as long as the client stays; nothing on the way may keep it back. */
    public static Reply live(String contentType, LiveBody body) {
        return new Reply(200, contentType, body, null)
                .header("Cache-Control", "no-cache, no-transform")
                .header("X-Accel-Buffering", "no");
    }

    /** {@code {"ok":true}}, the answer of much that has nothing to say. */
    public static Reply done() {
        return ok(Done.DONE);
    }

    /** The same reply with one more header; a name may come twice ({@code Set-Cookie}). */
    public Reply header(String name, String value) {
        return new Reply(status, contentType, content, new Header(name, value, headers));
    }

    /** The same reply under another status. */
    public Reply withStatus(int other) {
        return new Reply(other, contentType, content, headers);
    }

    /** The same reply with a part of the download. */
    Reply withDownload(int other, Download part) {
        return new Reply(other, contentType, part, headers);
    }

    /** The value of the header that was added last under this name, or null. */
    String find(String name) {
        Header header = headers;
        while (header != null && !header.name().equals(name)) {
            header = header.next();
        }
        return header == null ? null : header.value();
    }

    public int status() {
        return status;
    }

    /** Null when there is no body. */
    String contentType() {
        return contentType;
    }

    /** A JSON value, or bytes, or a {@link Download} or {@link LiveBody}, or null. */
    Object content() {
        return content;
    }

    /** Null when there are none. */
    Header headers() {
        return headers;
    }

    /** A header and those added before it. */
    record Header(String name, String value, Header next) {}
}
