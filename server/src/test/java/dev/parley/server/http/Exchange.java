package dev.parley.server.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A response as it stood on the wire.
 *
 * @param headers by name in lower case
 */
public record Exchange(int status, Map<String, List<String>> headers, String body) {

    /** The one value of a header, or null. */
    public String header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.isEmpty() ? null : String.join(", ", values);
    }

    public List<String> headerLines(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /** The error code in the body, or null. */
    public String code() {
        int at = body.indexOf("\"code\":\"");
        return at < 0 ? null : body.substring(at + 8, body.indexOf('"', at + 8));
    }
}
