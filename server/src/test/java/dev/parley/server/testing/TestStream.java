package dev.parley.server.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.protocol.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** A stream of server-sent events, as a client reads it. Blocks. */
public final class TestStream implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 10;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final HttpResponse<InputStream> response;
    private final CompletableFuture<Void> end;

    private TestStream(HttpResponse<InputStream> response) {
        this.response = response;
        this.end = CompletableFuture.runAsync(this::read, task -> new Thread(task, "stream").start());
    }

    /** Opens the bot's stream, with a query such as {@code ?since=0} or none, and a last event's id or null. */
    public static TestStream open(TestHub hub, TestBot bot, String query, String lastEventId) {
        return open(URI.create("http://127.0.0.1:" + hub.hub().port()), bot, query, lastEventId);
    }

    /** The same of the hub with that address. */
    public static TestStream open(URI hub, TestBot bot, String query, String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hub + "/api/events/stream" + query))
                .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
                .header("Authorization", "Bearer " + bot.token());
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            return new TestStream(HTTP.send(request.build(), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<InputStream> response() {
        return response;
    }

    /** The next event; comments count as events of the type {@code :}, and a retry as one of {@code retry}. */
    public Event next() {
        try {
            Event event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (event == null) {
                throw new IllegalStateException("Nothing came");
            }
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The next event of that type; those before it are dropped. */
    public Event next(String type) {
        Event event = next();
        while (!event.type().equals(type)) {
            event = next();
        }
        return event;
    }

    /** Waits until the hub has ended the stream. */
    public void ended() {
        end.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
            String id = null;
            String type = null;
            String data = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty() && type != null) {
                    events.add(new Event(id, type, data));
                    id = null;
                    type = null;
                    data = null;
                } else if (line.startsWith(":")) {
                    type = ":";
                    data = line.substring(1).strip();
                } else if (line.startsWith("retry: ")) {
                    type = "retry";
                    data = line.substring(7);
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else {
                    events.add(new Event(null, "unexpected", line));
                }
            }
            events.add(new Event(null, "gone", "at its end"));
        } catch (IOException gone) {
            events.add(new Event(null, "gone", gone.toString()));
        }
    }

    /** One event; {@code id} may be null. */
    public record Event(String id, String type, String data) {

        public JsonNode json() {
            return Json.parse(data).orElseThrow();
        }
    }
}
