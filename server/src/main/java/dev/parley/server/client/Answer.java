package dev.parley.server.client;

import dev.parley.protocol.Json;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What the hub answered to one request.
 *
 * @param body as text; empty when there was none
 */
public record Answer(int status, HttpHeaders headers, String body) {

    /** The body as JSON. Fails with {@link IllegalStateException} when it is something else. */
    public JsonNode json() {
        return Json.parse(body).orElseThrow(() -> new IllegalStateException("Not JSON: " + this));
    }

    /** The {@code code} of an error body; empty text when there is none. */
    public String code() {
        return Json.parse(body).map(json -> json.path("code").asString("")).orElse("");
    }

    /** The first header line of that name. */
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** {@code name=value} of the cookie this answer sets. */
    public String cookie() {
        List<String> lines = headers.allValues("Set-Cookie");
        if (lines.size() != 1) {
            throw new IllegalStateException("Expected one cookie, got " + lines.size());
        }
        return lines.get(0).split(";", 2)[0];
    }

    @Override
    public String toString() {
        return status + " " + body;
    }
}
