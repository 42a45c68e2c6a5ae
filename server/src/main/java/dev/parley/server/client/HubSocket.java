package dev.parley.server.client;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.parley.protocol.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** An open WebSocket to the hub: sends frames, and keeps those that arrive until they are asked for. */
public final class HubSocket implements AutoCloseable {

    /** How long {@link #next} and {@link #closed} wait before they give up. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Inbox inbox = new Inbox();
    private final Witness witness;
    private final WebSocket socket;

    private HubSocket(HttpClient http, URI uri, Witness witness) {
        this.witness = witness;
        socket = http.newWebSocketBuilder()
                .connectTimeout(PATIENCE)
                .buildAsync(uri, inbox)
                .join();
    }

    static HubSocket open(HttpClient http, URI uri, Witness witness) {
        return new HubSocket(http, uri, witness);
    }

    /** Sees every frame of a connection: those that are sent, and those that arrived when they are asked for. */
    public interface Witness {

        Witness NOBODY = new Witness() {};

        default void sent(String frame) {}

        default void received(JsonNode frame) {}
    }

    /** Sends one frame: the JSON of {@code frame}; a {@link String} as it is. */
    public void send(Object frame) {
        String text = frame instanceof String raw ? raw : Json.write(frame);
        witness.sent(text);
        socket.sendText(text, true).join();
    }

    /**
     * The next frame in the order of arrival. Fails with {@link IllegalStateException} when none comes in time, or the hub
     * has closed the connection and nothing is left.
     */
    public JsonNode next() {
        try {
            JsonNode frame = inbox.frames.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (frame == null || frame.isMissingNode()) {
                throw new IllegalStateException(
                        frame == null ? "No frame within " + PATIENCE : "The hub closed: " + inbox.closed.getNow(null));
            }
            witness.received(frame);
            return frame;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a frame", e);
        }
    }

    /** The next frame of that type; those before it are dropped. Fails as {@link #next()}. */
    public JsonNode next(String type) {
        JsonNode frame = next();
        while (!type.equals(frame.path("type").asString())) {
            frame = next();
        }
        return frame;
    }

    /** Waits until the hub has closed the connection, and tells why. */
    @CanIgnoreReturnValue
    public Close closed() {
        return inbox.closed
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** The socket itself, for what a well-behaved client seldom does: fragments, binary frames, pings. */
    public WebSocket raw() {
        return socket;
    }

    /** Leaves in good order; what has not been asked for is lost. */
    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                .exceptionally(hubWasFirst -> socket)
                .join();
        closed();
        inbox.frames.stream().filter(frame -> !frame.isMissingNode()).forEach(witness::received);
    }

    /** Why a connection ended: a WebSocket close code, and words. */
    public record Close(int code, String reason) {}

    /** Puts fragments together and keeps what arrives. */
    private static final class Inbox implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();
        private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
        private final CompletableFuture<Close> closed = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                frames.add(Json.parse(text.toString()).orElseThrow());
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            end(new Close(statusCode, reason));
            return null;
        }

        /** 1006 is what browsers say when a connection ends without a word. */
        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            end(new Close(1006, error.toString()));
        }

        private void end(Close close) {
            closed.complete(close);
            frames.add(Json.mapper().missingNode());
        }
    }
}
