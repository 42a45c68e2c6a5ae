package dev.parley.server.http;

import java.util.Map;
import java.util.Optional;

/** What the files of a web page are, by the ends of their names. */
final class MediaTypes {

    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("json", Reply.JSON),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("webmanifest", "application/manifest+json"));

    private MediaTypes() {}

    /** Empty for what no web page is made of. */
    static Optional<String> of(String file) {
        return Optional.ofNullable(BY_EXTENSION.get(file.substring(file.lastIndexOf('.') + 1)));
    }
}
