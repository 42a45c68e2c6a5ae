package dev.parley.server.demo;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.parley.protocol.Json;
import dev.parley.server.client.Answer;
import dev.parley.server.client.HubClient;
import dev.parley.server.client.HubSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One side of the conversation. All it does goes through the public API and into the transcript; whatever the hub answers
 * against the script is {@link Unexpected}.
 */
final class Participant {

    private static final Pattern ID_IN_PATH = Pattern.compile("[0-9a-f-]{36}");

    private final String name;
    private final Transcript transcript;
    private HubClient http;
    private HubSocket socket;
    private int frames;

    /** Somebody without credentials. */
    Participant(String name, HubClient http, Transcript transcript) {
        this.name = name;
        this.http = http;
        this.transcript = transcript;
    }

    /** Logs in, and shows the session's cookie from now on. */
    void logIn(Map<String, ?> credentials) {
        transcript.request(name, "POST /api/auth/login");
        transcript.json(Json.mapper().valueToTree(credentials));
        Answer answer = http.post("/api/auth/login", credentials);
        check("POST /api/auth/login", answer);
        transcript.details("Set-Cookie: " + Excerpt.cookie(answer.cookie()));
        http = http.withCookie(answer.cookie());
    }

    /** Registers as a bot, and shows the token it gets from now on. */
    @CanIgnoreReturnValue
    Received register(Map<String, ?> registration) {
        Received bot = post("/api/auth/register", registration);
        http = http.withToken(bot.text("/token"));
        return bot;
    }

    @CanIgnoreReturnValue
    Received get(String path) {
        transcript.request(name, "GET " + readable(path));
        return check("GET " + path, http.get(path));
    }

    @CanIgnoreReturnValue
    Received post(String path) {
        transcript.request(name, "POST " + readable(path));
        return check("POST " + path, http.post(path));
    }

    @CanIgnoreReturnValue
    Received post(String path, Map<String, ?> body) {
        transcript.request(name, "POST " + readable(path));
        transcript.json(Json.mapper().valueToTree(body));
        return check("POST " + path, http.post(path, body));
    }

    @CanIgnoreReturnValue
    Received patch(String path, Map<String, ?> body) {
        transcript.request(name, "PATCH " + readable(path));
        transcript.json(Json.mapper().valueToTree(body));
        return check("PATCH " + path, http.patch(path, body));
    }

    /** Changes something, unless it has moved on from that revision. */
    @CanIgnoreReturnValue
    Received patch(String path, long revision, Map<String, ?> body) {
        String condition = "\"" + revision + "\"";
        transcript.request(name, "PATCH " + readable(path) + "   If-Match: " + condition);
        transcript.json(Json.mapper().valueToTree(body));
        return check("PATCH " + path, http.with("If-Match", condition).patch(path, body));
    }

    @CanIgnoreReturnValue
    private Received check(String request, Answer answer) {
        transcript.answer(name, answer.status());
        if (answer.status() != 200) {
            throw new Unexpected("%s expected %s to be answered 200, but got %s".formatted(name, request, answer));
        }
        Received received = new Received(name, answer.json());
        transcript.json(received.json());
        return received;
    }

    /** Fetches a ticket and opens a WebSocket with it. */
    void connect() {
        String ticket = post("/api/ws-ticket").text("/ticket");
        transcript.request(name, "GET /ws?ticket=" + Excerpt.secret(ticket));
        socket = http.connect(ticket);
        transcript.switched(name);
    }

    void disconnect() {
        transcript.note(name + " closes its WebSocket.");
        socket.close();
    }

    /** Sends a frame of that type; the answer will carry the {@code ref} it returns. */
    String send(String type, Map<String, ?> fields) {
        String ref = name + "-" + ++frames;
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("type", type);
        frame.put("ref", ref);
        frame.putAll(fields);
        transcript.sent(name, type);
        transcript.json(Json.mapper().valueToTree(frame));
        socket.send(frame);
        return ref;
    }

    /** The next frame on the WebSocket, which must be of that type. */
    @CanIgnoreReturnValue
    Received hear(String type) {
        Received frame = new Received(name, socket.next());
        transcript.heard(name, frame.json().path("type").asString());
        transcript.json(frame.json());
        return frame.with("/type", type);
    }

    /** The ack of what was sent with that {@code ref}. */
    @CanIgnoreReturnValue
    Received hearAck(String ref) {
        return hear("ack").with("/ref", ref);
    }

    private static String readable(String path) {
        return ID_IN_PATH.matcher(path).replaceAll(id -> Excerpt.id(id.group()));
    }
}
