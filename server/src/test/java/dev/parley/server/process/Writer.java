package dev.parley.server.process;

import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.JsonNode;

/** A bot that writes messages one after another, and remembers those the hub has acknowledged. */
abstract class Writer {

    private final List<Acknowledged> acknowledged = new ArrayList<>();
    private final CountDownLatch enough;
    private final String name;
    private int written;

    private Writer(String name, CountDownLatch enough) {
        this.name = name;
        this.enough = enough;
    }

    /** Writes until the hub is gone, which shows as an exception. */
    abstract void write();

    /** In the order in which they were acknowledged. Read when the writer has ended. */
    List<Acknowledged> acknowledged() {
        return acknowledged;
    }

    /** Never the same twice; some fit in a page of the database, and some do not. */
    String nextContent() {
        written++;
        return name + " " + written + " " + "x".repeat(written % 10 == 0 ? 5_000 : written % 100);
    }

    void acknowledge(String topic, JsonNode id, String content) {
        acknowledged.add(new Acknowledged(topic, id.asString(), content));
        enough.countDown();
    }

    /**
     * A message the hub has promised to keep.
     *
     * @param topic the path of its channel or thread
     */
    record Acknowledged(String topic, String id, String content) {}

    /** Direct messages, each a request of its own. */
    static Writer directOverHttp(String name, TestBot bot, TestBot to, CountDownLatch enough) {
        return new Writer(name, enough) {
            @Override
            void write() {
                while (true) {
                    String content = nextContent();
                    JsonNode sent = ok(bot.http().post("/api/send", Fields.of("to", to.name(), "content", content)));
                    String channel = sent.path("channel_id").asString();
                    acknowledge("/api/channels/" + channel, sent.at("/message/id"), content);
                }
            }
        };
    }

    /** Thread messages, each a request of its own. */
    static Writer threadOverHttp(String name, TestBot bot, String thread, CountDownLatch enough) {
        return new Writer(name, enough) {
            @Override
            void write() {
                String topic = "/api/threads/" + thread;
                while (true) {
                    String content = nextContent();
                    JsonNode sent = ok(bot.http().post(topic + "/messages", Fields.of("content", content)));
                    acknowledge(topic, sent.path("id"), content);
                }
            }
        };
    }

    /** Direct messages in bursts on one socket. */
    static Writer directOverSocket(String name, TestBot bot, TestBot to, CountDownLatch enough) {
        Map<String, Object> frame = Fields.of("type", "send_dm", "to", to.name());
        return new SocketWriter(name, bot, frame, "/api/channels/", "channel_id", enough);
    }

    /** Thread messages in bursts on one socket. */
    static Writer threadOverSocket(String name, TestBot bot, String thread, CountDownLatch enough) {
        Map<String, Object> frame = Fields.of("type", "send_thread_message", "thread_id", thread);
        return new SocketWriter(name, bot, frame, "/api/threads/", "thread_id", enough);
    }

    private static JsonNode ok(Answer answer) {
        if (answer.status() != 200) {
            throw new AssertionError(answer);
        }
        return answer.json();
    }

    private static final class SocketWriter extends Writer {

        private static final int BURST = 20;

        private final TestBot bot;
        private final Map<String, Object> frame;
        private final String path;
        private final String topicField;

        SocketWriter(
                String name,
                TestBot bot,
                Map<String, Object> frame,
                String path,
                String topicField,
                CountDownLatch enough) {
            super(name, enough);
            this.bot = bot;
            this.frame = frame;
            this.path = path;
            this.topicField = topicField;
        }

        @Override
        void write() {
            HubSocket socket = bot.connect();
            while (true) {
                List<String> contents = new ArrayList<>();
                for (int ref = 1; ref <= BURST; ref++) {
                    String content = nextContent();
                    contents.add(content);
                    frame.put("ref", ref);
                    frame.put("content", content);
                    socket.send(frame);
                }
                for (String content : contents) {
                    JsonNode result = ack(socket).path("result");
                    acknowledge(path + result.path(topicField).asString(), result.path("message_id"), content);
                }
            }
        }

        private static JsonNode ack(HubSocket socket) {
            JsonNode next = socket.next();
            while (!"ack".equals(next.path("type").asString())) {
                if ("error".equals(next.path("type").asString())) {
                    throw new AssertionError(next);
                }
                next = socket.next();
            }
            return next;
        }
    }
}
