package dev.parley.server.file;

import dev.parley.protocol.StorableText;
import dev.parley.server.http.Percent;
import java.util.Locale;
import java.util.Optional;

/**
 * What a part of a form says about itself before its content.
 *
 * @param field the form field's name
 * @param fileName without directories; empty for a text field, and for a file field in which no file was chosen
 * @param contentType as declared; a part that declares none is text
 */
record PartHead(String field, Optional<String> fileName, String contentType) {

    private static final String UTF8 = "utf-8''";

    /** Reads the header lines of a part. Fails when they name no form field. */
    static PartHead parse(String lines) {
        HeaderValue disposition = null;
        String contentType = "text/plain";
        for (String line : lines.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            String name = line.substring(0, Math.max(0, colon)).strip().toLowerCase(Locale.ROOT);
            if (name.equals("content-disposition")) {
                disposition = HeaderValue.parse(line.substring(colon + 1));
            } else if (name.equals("content-type")) {
                contentType = line.substring(colon + 1).strip();
            }
        }
        if (disposition == null || !disposition.value().equals("form-data")) {
            throw MultipartParser.broken("a part has no Content-Disposition: form-data");
        }
        String field =
                disposition.parameter("name").orElseThrow(() -> MultipartParser.broken("a part has no field name"));
        return new PartHead(field, fileName(disposition), contentType);
    }

    private static Optional<String> fileName(HeaderValue disposition) {
        return disposition
                .parameter("filename*")
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(UTF8))
                .flatMap(value -> Percent.decode(value.substring(UTF8.length()), false))
                .or(() -> disposition.parameter("filename"))
                .map(name -> StorableText.of(baseName(name)))
                .filter(name -> !name.isEmpty() && !name.equals(".") && !name.equals(".."));
    }

    private static String baseName(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }
}
