package dev.parley.server.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** Entity tags: of a response's bytes, and whether a client already has them. */
final class Etag {

    private Etag() {}

    /**
     * A weak tag of the bytes: their length and two checksums. The processor computes both at memory speed, which no
     * cryptographic hash does; that the texts carry ids and times of the server's choosing makes a collision on purpose
     * impractical, and all it would do is to show its author's own old text for longer.
     */
    static String weak(byte[] bytes) {
        CRC32 crc32 = new CRC32();
        crc32.update(bytes, 0, bytes.length);
        CRC32C crc32c = new CRC32C();
        crc32c.update(bytes, 0, bytes.length);
        return "W/\"" + Integer.toHexString(bytes.length) + "-"
                + Long.toHexString(crc32.getValue() << 32 | crc32c.getValue()) + "\"";
    }

    /** Whether the client says it has this version, and does not ask to be sent it all the same. */
    static boolean isKnown(HttpHeaders request, String tag) {
        String known = request.get(HttpHeaderNames.IF_NONE_MATCH);
        return known != null && !insistsOnFresh(request) && (known.equals(tag) || lists(known, tag));
    }

    private static boolean insistsOnFresh(HttpHeaders request) {
        String control = request.get(HttpHeaderNames.CACHE_CONTROL);
        return control != null && control.contains("no-cache");
    }

    private static boolean lists(String known, String tag) {
        String wanted = opaque(tag);
        for (String candidate : known.split(",", -1)) {
            String one = candidate.strip();
            if (one.equals("*") || opaque(one).equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    /** Without the mark of weakness: a conditional GET compares weakly. */
    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
