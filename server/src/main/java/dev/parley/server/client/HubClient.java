package dev.parley.server.client;

import dev.parley.protocol.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Calls a hub over HTTP, one request at a time, with whatever credentials it carries. Immutable; its methods block, and
 * fail with {@link UncheckedIOException} when the hub cannot be reached.
 */
public final class HubClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI base;
    private final Map<String, String> headers;
    private final Witness witness;

    private HubClient(URI base, Map<String, String> headers, Witness witness) {
        this.base = base;
        this.headers = headers;
        this.witness = witness;
    }

    /** Sees every answer before the caller does. */
    public interface Witness {
        void answered(HttpRequest request, Answer answer);

        /** Who sees the frames of a connection that is being opened. */
        default HubSocket.Witness connecting(URI uri) {
            return HubSocket.Witness.NOBODY;
        }
    }

    /** A client without credentials of the hub on that port of this machine. */
    public static HubClient local(int port) {
        return at(URI.create("http://127.0.0.1:" + port));
    }

    /** A client without credentials of the hub with that address, which has no path. */
    public static HubClient at(URI base) {
        return new HubClient(base, Map.of(), (request, answer) -> {});
    }

    /** The same client with a bot's token. */
    public HubClient withToken(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** The same client with a session: its cookie, and the origin that proves the page is the hub's own. */
    public HubClient withCookie(String cookie) {
        return with("Cookie", cookie).with("Origin", base.toString());
    }

    /** The same client with one more header on every request. */
    public HubClient with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HubClient(base, more, witness);
    }

    /** The same client, with somebody who looks on. */
    public HubClient witnessedBy(Witness other) {
        return new HubClient(base, headers, other);
    }

    /** What it adds to every request. */
    public Map<String, String> headers() {
        return Map.copyOf(headers);
    }

    public URI base() {
        return base;
    }

    public Answer get(String path) {
        return call("GET", path);
    }

    public Answer post(String path) {
        return call("POST", path);
    }

    public Answer post(String path, Object body) {
        return call("POST", path, body);
    }

    public Answer put(String path, Object body) {
        return call("PUT", path, body);
    }

    public Answer patch(String path, Object body) {
        return call("PATCH", path, body);
    }

    public Answer delete(String path) {
        return call("DELETE", path);
    }

    /** A request without body and without content type, as clients send them where nothing is to be said. */
    public Answer call(String method, String path) {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    /** A request whose body is the JSON of {@code body}; a {@link String} is sent as it is. */
    public Answer call(String method, String path, Object body) {
        String text = body instanceof String raw ? raw : Json.write(body);
        return send(
                request(path).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(text)));
    }

    /** A POST of a text of another type than JSON, such as a form. */
    public Answer post(String path, String contentType, String body) {
        return send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
    }

    /** Opens a WebSocket: asks for a ticket, then shows it. */
    public HubSocket connect() {
        return connect(ticket());
    }

    /** Opens a WebSocket with a ticket got earlier. */
    public HubSocket connect(String ticket) {
        return open("?ticket=" + URLEncoder.encode(ticket, StandardCharsets.UTF_8));
    }

    /** Opens a WebSocket that goes on where another ended: {@code query} is such as {@code since=latest}. */
    public HubSocket resume(String query) {
        return open("?ticket=" + ticket() + "&" + query);
    }

    private String ticket() {
        Answer answer = post("/api/ws-ticket");
        if (answer.status() != 200) {
            throw new IllegalStateException("No ticket: " + answer);
        }
        return answer.json().path("ticket").asString();
    }

    private HubSocket open(String query) {
        URI uri = URI.create(base.toString().replaceFirst("^http", "ws") + "/ws" + query);
        return HubSocket.open(HTTP, uri, witness.connecting(uri));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT);
        headers.forEach(request::header);
        return request;
    }

    private Answer send(HttpRequest.Builder builder) {
        try {
            HttpRequest request = builder.build();
            HttpResponse<String> response = HTTP.send(request, StreamStart::orWhole);
            Answer answer = new Answer(response.statusCode(), response.headers(), response.body());
            witness.answered(request, answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the hub", e);
        }
    }
}
