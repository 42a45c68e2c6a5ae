package dev.parley.server.http;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubError;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a {@link Download} that a client asks for (RFC 9110 §14). Several ranges at once, which nobody needs, and what
 * is no range of bytes are answered with the whole, as the RFC allows.
 *
 * @param first offset of the first byte
 * @param last offset of the last byte
 */
record ByteRange(long first, long last) {

    /** No download has more digits than this, and a {@code long} holds that many. */
    private static final Pattern SINGLE = Pattern.compile("bytes=[ \\t]*(\\d{0,18})-(\\d{0,18})[ \\t]*");

    /** A complete answer with a download, cut down to what the request asks for. */
    static Reply applyTo(Reply whole, HttpHeaders request) {
        String header = request.get(HttpHeaderNames.RANGE);
        if (header == null || !isCurrent(request, whole.find("ETag"))) {
            return whole;
        }
        Matcher range = SINGLE.matcher(header);
        return range.matches() ? applyTo(whole, (Download) whole.content(), range.group(1), range.group(2)) : whole;
    }

    private static Reply applyTo(Reply whole, Download download, String first, String last) {
        if (isNoRange(first, last)) {
            return whole;
        }
        ByteRange range = of(first, last, download.size());
        return range.first < download.size() ? range.cut(whole, download) : unsatisfiable(download.size());
    }

    private static boolean isNoRange(String first, String last) {
        return first.isEmpty() ? last.isEmpty() : !last.isEmpty() && Long.parseLong(first) > Long.parseLong(last);
    }

    /** Whether the client has no other version than this: neither the whole of it nor a part of another. */
    private static boolean isCurrent(HttpHeaders request, String tag) {
        String condition = request.get(HttpHeaderNames.IF_RANGE);
        return !Etag.isKnown(request, tag) && (condition == null || condition.equals(tag));
    }

    private static ByteRange of(String first, String last, long size) {
        if (first.isEmpty()) {
            long suffix = Math.min(size, Long.parseLong(last));
            return new ByteRange(suffix == 0 ? size : size - suffix, size - 1);
        }
        return new ByteRange(
                Long.parseLong(first), last.isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(last)));
    }

    private Reply cut(Reply whole, Download download) {
        return whole.withDownload(206, download.slice(first, last - first + 1))
                .header("Content-Range", "bytes " + first + "-" + last + "/" + download.size());
    }

    private static Reply unsatisfiable(long size) {
        HubError error = HubError.of(
                ErrorCode.VALIDATION_ERROR, "The range is outside of the file, which has " + size + " bytes");
        return ErrorReplies.reply(error.withStatus(416)).header("Content-Range", "bytes */" + size);
    }
}
