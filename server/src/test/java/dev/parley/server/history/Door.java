package dev.parley.server.history;

import dev.parley.protocol.Json;
import dev.parley.server.client.Answer;
import dev.parley.server.client.HubClient;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The doors at which a bot asks for what happens, each with a cursor that the bot keeps. */
enum Door {
    SOCKET {
        @Override
        Line open(URI hub, TestBot bot, long since, String epoch, Random random) {
            HubSocket socket = HubClient.at(hub).withToken(bot.token()).resume(query(since, epoch));
            return new Line() {
                @Override
                public JsonNode next() {
                    return socket.next();
                }

                @Override
                public void cut() {
                    socket.raw().abort();
                }
            };
        }
    },
    STREAM {
        @Override
        Line open(URI hub, TestBot bot, long since, String epoch, Random random) {
            boolean byId = !epoch.isEmpty() && random.nextBoolean();
            TestStream stream = byId
                    ? TestStream.open(hub, bot, "", epoch + ":" + since)
                    : TestStream.open(hub, bot, "?" + query(since, epoch), null);
            return new Line() {
                @Override
                public JsonNode next() {
                    TestStream.Event event = stream.next();
                    while (event.type().equals("retry") || event.type().equals(":")) {
                        event = stream.next();
                    }
                    return Json.parse(event.data()).orElseThrow(() -> new IllegalStateException("The stream ended"));
                }

                @Override
                public void cut() {
                    stream.close();
                }
            };
        }
    },
    POLL {
        @Override
        Line open(URI hub, TestBot bot, long since, String epoch, Random random) {
            return new Polls(hub, bot, since, epoch, random);
        }
    };

    /**
     * Opens a connection that goes on behind a position.
     *
     * @param epoch empty when the bot does not know it
     */
    abstract Line open(URI hub, TestBot bot, long since, String epoch, Random random);

    private static String query(long since, String epoch) {
        return "since=" + since + (epoch.isEmpty() ? "" : "&epoch=" + epoch);
    }

    /** One poll after the other, of pages of any size, some of which wait. */
    private static final class Polls implements Line {

        private static final int MOST = 100;
        private static final int LONGEST_WAIT = 5;

        private final Queue<JsonNode> frames = new ArrayDeque<>();
        private final URI hub;
        private final TestBot bot;
        private final String epoch;
        private final Random random;
        private long since;

        Polls(URI hub, TestBot bot, long since, String epoch, Random random) {
            this.hub = hub;
            this.bot = bot;
            this.since = since;
            this.epoch = epoch;
            this.random = random;
        }

        @Override
        public JsonNode next() {
            if (frames.isEmpty()) {
                poll();
            }
            return frames.remove();
        }

        private void poll() {
            String query = query(since, epoch) + "&limit=" + (1 + random.nextInt(MOST));
            Answer answer = HubClient.at(hub)
                    .withToken(bot.token())
                    .get("/api/events?" + query + "&wait=" + random.nextInt(LONGEST_WAIT));
            if (answer.status() != 200) {
                throw new IllegalStateException("No page: " + answer);
            }
            ObjectNode page = (ObjectNode) answer.json();
            since = page.path("position").asLong();
            JsonNode events = page.remove("events");
            frames.add(page.put("type", "resume").put("count", events.size()));
            events.forEach(frames::add);
        }

        /** In the middle of a request, too. */
        @Override
        public void cut() {
            try (Socket socket = new Socket(hub.getHost(), hub.getPort())) {
                String request = "GET /api/events?" + query(since, epoch) + "&wait=60 HTTP/1.1\r\nHost: hub\r\n"
                        + "Authorization: Bearer " + bot.token() + "\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
