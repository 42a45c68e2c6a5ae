package dev.parley.server.testing;

import dev.parley.protocol.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A client of one hub under test with some credentials; immutable, so it can be shared by threads. Blocks. */
public final class Api {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final String base;
    private final List<String> headers;

    private Api(String base, List<String> headers) {
        this.base = base;
        this.headers = headers;
    }

    /** Without any credentials. */
    public static Api of(int port) {
        return new Api("http://127.0.0.1:" + port, List.of());
    }

    /** The same client with one more header on every request. */
    public Api with(String name, String value) {
        List<String> more = new ArrayList<>(headers);
        more.addAll(List.of(name, value));
        return new Api(base, more);
    }

    public Api withToken(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** As a browser with that session, on a page of the hub. */
    public Api withSession(String cookie) {
        return with("Cookie", "hxa_session=" + cookie).with("Origin", base);
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** Posts no body at all. */
    public Answer post(String path) {
        return send("POST", path, null);
    }

    /** Posts an object with these fields: name, value, name, value …; a {@link JsonNode} is taken as it is. */
    public Answer post(String path, Object... namesAndValues) {
        return send("POST", path, json(namesAndValues));
    }

    public Answer patch(String path, Object... namesAndValues) {
        return send("PATCH", path, json(namesAndValues));
    }

    public Answer put(String path, Object... namesAndValues) {
        return send("PUT", path, json(namesAndValues));
    }

    public Answer putText(String path, String json) {
        return send("PUT", path, json);
    }

    /** Posts this text as JSON, valid or not. */
    public Answer postText(String path, String json) {
        return send("POST", path, json);
    }

    public Answer patchText(String path, String json) {
        return send("PATCH", path, json);
    }

    private static String json(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return Json.write(fields);
    }

    private Answer send(String method, String path, String json) {
        HttpRequest.BodyPublisher body =
                json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body);
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        return send(request.build());
    }

    private static Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            URI uri = request.uri();
            DocumentedAnswers.check(
                    uri.getPort(), request.method(), uri.getRawPath(), response.statusCode(), response.body());
            return new Answer(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the hub answered. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String text() {
            return response.body();
        }

        public JsonNode json() {
            return Json.parse(text()).orElseThrow(() -> new AssertionError("No JSON in " + this));
        }

        /** A field of the answer as text, numbers and booleans included; null when it is absent or null. */
        public String field(String name) {
            JsonNode value = json().get(name);
            return value == null || value.isNull() ? null : value.asString();
        }

        /** The names of the answer's fields, in their order. */
        public List<String> fields() {
            return List.copyOf(json().propertyNames());
        }

        /** Status and code, such as {@code 401 INVALID_TOKEN}; the status alone when there is no code. */
        public String outcome() {
            Optional<JsonNode> code = Json.parse(text()).map(body -> body.get("code"));
            return status() + code.map(value -> " " + value.asString()).orElse("");
        }

        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        /** The session in {@code Set-Cookie}. */
        public String cookie() {
            String line = header("Set-Cookie").orElseThrow();
            return line.substring("hxa_session=".length(), line.indexOf(';'));
        }

        @Override
        public String toString() {
            return status() + " " + text() + " "
                    + Arrays.asList(response.headers().map());
        }
    }
}
