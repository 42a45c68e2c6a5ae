package dev.parley.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** A file in memory, as it is and compressed. */
public final class StaticFile {

    private final String mediaType;
    private final byte[] plain;
    private final byte[] compressed;
    private final String tag;

    /** @param content is not copied */
    public StaticFile(String mediaType, byte[] content) {
        this.mediaType = mediaType;
        this.plain = content;
        this.compressed = gzip(content);
        this.tag = Etag.weak(content);
    }

    /**
     * Answers {@code GET} and {@code HEAD}. One tag does for both forms, as it is a weak one: they say the same.
     *
     * @param caching the value of {@code Cache-Control}
     */
    public Reply reply(Call call, String caching) {
        if (compressed.length >= plain.length) {
            return reply(plain, caching);
        }
        Reply reply =
                call.header("Accept-Encoding").filter(StaticFile::acceptsGzip).isPresent()
                        ? reply(compressed, caching).header("Content-Encoding", "gzip")
                        : reply(plain, caching);
        return reply.header("Vary", "Accept-Encoding");
    }

    private Reply reply(byte[] content, String caching) {
        return Reply.bytes(mediaType, content)
                .header("ETag", tag)
                .header("Cache-Control", caching)
                .header("X-Content-Type-Options", "nosniff");
    }

    private static boolean acceptsGzip(String accepted) {
        for (String one : accepted.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = one.split(";", 2);
            if (parts[0].strip().equals("gzip")) {
                return parts.length == 1 || !parts[1].replace(" ", "").matches("q=0(\\.0*)?");
            }
        }
        return false;
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
