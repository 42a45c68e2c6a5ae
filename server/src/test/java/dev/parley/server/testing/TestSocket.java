package dev.parley.server.testing;

import dev.parley.protocol.Json;
import dev.parley.server.client.HubSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** One WebSocket of a test: what it receives waits in order until the test asks for it. Blocks. */
public final class TestSocket implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 10;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final HubSocket.Witness witness;
    private final WebSocket socket;

    private TestSocket(int port, String ticket) {
        URI uri = URI.create("ws://127.0.0.1:" + port + "/ws?ticket=" + ticket);
        witness = new FrameWitness(port);
        socket = HTTP.newWebSocketBuilder().buildAsync(uri, new Frames()).join();
    }

    /** Connects, and waits until the hub answers frames. */
    static TestSocket open(int port, String ticket) {
        TestSocket socket = new TestSocket(port, ticket);
        socket.send("ping");
        socket.await("pong");
        return socket;
    }

    /** Sends a frame of that type with these fields: name, value, name, value … */
    public void send(String type, Object... namesAndValues) {
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("type", type);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            frame.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        sendText(Json.write(frame));
    }

    public void sendText(String json) {
        witness.sent(json);
        socket.sendText(json, true).join();
    }

    /** The next frame, whatever it is. */
    public JsonNode next() {
        try {
            JsonNode frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("Nothing came");
            }
            witness.received(frame);
            return frame;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The next frame of that type; what came before is passed over. */
    public JsonNode await(String type) {
        JsonNode frame = next();
        while (!frame.path("type").asString().equals(type)) {
            frame = next();
        }
        return frame;
    }

    /** Sends a frame and answers what came of it: its ack or error. */
    public JsonNode call(String type, Object... namesAndValues) {
        List<Object> fields = new ArrayList<>(List.of("ref", "call"));
        fields.addAll(List.of(namesAndValues));
        send(type, fields.toArray());
        JsonNode frame = next();
        while (!frame.path("ref").asString("").equals("call")) {
            frame = next();
        }
        return frame;
    }

    /** Everything the hub has sent by now: it answers a ping after that. */
    public List<JsonNode> drain() {
        send("ping");
        List<JsonNode> all = new ArrayList<>();
        JsonNode frame = next();
        while (!frame.path("type").asString().equals("pong")) {
            all.add(frame);
            frame = next();
        }
        return all;
    }

    @Override
    public void close() {
        socket.abort();
        frames.forEach(witness::received);
    }

    private final class Frames implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                frames.add(Json.parse(text.toString()).orElseThrow());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
