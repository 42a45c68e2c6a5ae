package dev.parley.server.file;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;

/**
 * Tells what a file is by its first bytes. A signature wins over what the uploader says; text has none, so it is whatever
 * it was declared to be, except that XML and SVG, which browsers run, are refused.
 */
final class ContentSniffer {

    /** The longest head that any signature needs. */
    static final int HEAD_BYTES = 64 << 10;

    private static final int MARKUP_BYTES = 256;

    private static final MediaType PDF = MediaType.application("pdf");

    /** Text in truth, or known by so little that any text may begin so: a note on a "P1 outage" is no bitmap. */
    private static final Set<String> TEXT_ALL_THE_SAME = Set.of(
            "application/vnd.apple.mpegurl",
            "application/x-x509-cert",
            "application/x-x509-key",
            "image/x-portable-arbitrarymap",
            "image/x-portable-bitmap",
            "image/x-portable-graymap",
            "image/x-portable-pixmap");

    /** Knows some 1,500 signatures; read when the first file comes, as that takes a third of a second. */
    private static final class Signatures {
        static final MimeTypes ALL = MimeTypes.getDefaultMimeTypes();
    }

    /** Fails with {@code UNSUPPORTED_MEDIA_TYPE}; blocks the first time. */
    FileType check(byte[] head, FileType declared) throws IOException {
        if (isMarkup(head)) {
            throw refused("the type image/svg+xml");
        }
        Optional<MediaType> signature = signature(head);
        if (signature.isEmpty()) {
            return declared;
        }
        String found = signature.get().getBaseType().toString();
        return FileType.of(found).orElseThrow(() -> refused("the type " + found));
    }

    /** @param which completes "files of …" */
    static HubException refused(String which) {
        return HubException.of(
                ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                "Files of " + which + " cannot be uploaded, only of the types " + FileType.NAMES);
    }

    private static boolean isMarkup(byte[] head) {
        int length = Math.min(head.length, MARKUP_BYTES);
        String start = new String(head, 0, length, StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .strip()
                .toLowerCase(Locale.ROOT);
        return Stream.of("<?xml", "<svg", "<!doctype svg").anyMatch(start::startsWith);
    }

    private static Optional<MediaType> signature(byte[] head) throws IOException {
        MediaType found = Signatures.ALL.detect(new ByteArrayInputStream(head), new Metadata());
        return Optional.of(found)
                .filter(type -> !isText(type) && !type.equals(MediaType.OCTET_STREAM))
                .filter(type -> !type.equals(PDF) || startsWithPdf(head));
    }

    /** The library also finds the signature further on, as in a text about it. */
    private static boolean startsWithPdf(byte[] head) {
        return head.length >= 4 && new String(head, 0, 4, StandardCharsets.ISO_8859_1).equals("%PDF");
    }

    private static boolean isText(MediaType type) {
        return type.getType().equals("text")
                || type.getType().equals("message")
                || TEXT_ALL_THE_SAME.contains(type.getBaseType().toString())
                || Signatures.ALL.getMediaTypeRegistry().isSpecializationOf(type, MediaType.TEXT_PLAIN);
    }
}
