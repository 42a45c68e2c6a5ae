package dev.parley.server.history;

import dev.parley.server.client.Answer;
import dev.parley.server.client.HubClient;
import dev.parley.server.testing.TestBot;
import tools.jackson.databind.JsonNode;

/** Everything a bot is told when it asks for it all at once, page after page. */
record Replay(TestBot bot, Received received) {

    /** Where the journal ends that the bot reads. */
    static long end(HubClient client) {
        return page(client, "since=latest").path("position").asLong();
    }

    void read(HubClient client, long start) {
        JsonNode page = page(client, "limit=500&since=" + start);
        page.path("events").forEach(received::tell);
        while (page.path("has_more").asBoolean()) {
            page = page(client, "limit=500&since=" + page.path("position").asLong());
            page.path("events").forEach(received::tell);
        }
    }

    private static JsonNode page(HubClient client, String query) {
        Answer answer = client.get("/api/events?" + query);
        if (answer.status() != 200) {
            throw new IllegalStateException("No page: " + answer);
        }
        return answer.json();
    }
}
