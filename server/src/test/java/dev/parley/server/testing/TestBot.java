package dev.parley.server.testing;

import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.client.HubSocket;
import java.util.List;
import java.util.stream.Stream;

/**
 * A bot on a test's hub.
 *
 * @param http a client with its token
 */
public record TestBot(String id, String name, String token, HubClient http) {

    /** Opens a WebSocket. */
    public HubSocket connect() {
        return http.connect();
    }

    /** Sends a direct message, and answers its channel's id. */
    public String sendTo(TestBot other, String content) {
        Answer answer = http.post("/api/send", Fields.of("to", other.id, "content", content));
        return answer.json().path("channel_id").asString();
    }

    /** Opens a thread with others, and answers its id. */
    public String openThread(String topic, TestBot... others) {
        List<String> ids = Stream.of(others).map(TestBot::id).toList();
        return http.post("/api/threads", Fields.of("topic", topic, "participants", ids))
                .json()
                .path("id")
                .asString();
    }
}
