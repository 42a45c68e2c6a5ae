package dev.parley.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.HubClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** All messages of a channel or thread, as the public API shows them page by page. */
public final class History {

    /** Asks for the newest page. */
    private static final String UNKNOWN_ID = "00000000-0000-4000-8000-000000000000";

    private final List<String> contents = new ArrayList<>();
    private final Map<String, Integer> places = new LinkedHashMap<>();

    private History(List<JsonNode> messages) {
        for (JsonNode message : messages) {
            Integer twice = places.put(message.path("id").asString(), contents.size());
            assertThat(twice).as("shown twice: %s", message).isNull();
            contents.add(message.path("content").asString());
        }
    }

    /** Reads the messages below {@code topic}, the path of a channel or thread. */
    public static History read(HubClient client, String topic) {
        boolean thread = topic.startsWith("/api/threads/");
        String pages = topic + "/messages?limit=200&" + (thread ? "cursor=" : "before=");
        List<JsonNode> newestFirst = new ArrayList<>();
        String last = UNKNOWN_ID;
        boolean more = true;
        while (more) {
            JsonNode page = client.get(pages + last).json();
            page.path(thread ? "items" : "messages").forEach(newestFirst::add);
            more = page.path("has_more").asBoolean();
            last = newestFirst.get(newestFirst.size() - 1).path("id").asString();
        }
        Collections.reverse(newestFirst);
        return new History(newestFirst);
    }

    /** Of all messages, oldest first. */
    public List<String> ids() {
        return List.copyOf(places.keySet());
    }

    int placeOf(String id) {
        assertThat(places).as("acknowledged and lost: %s", id).containsKey(id);
        return places.get(id);
    }

    String contentAt(int place) {
        return contents.get(place);
    }

    /** What nobody sent twice is not stored twice, acknowledged or not. */
    void hasNothingTwice() {
        assertThat(contents).doesNotHaveDuplicates();
    }
}
