package dev.parley.server.history;

import dev.parley.persistence.journal.Position;
import dev.parley.protocol.BotId;
import dev.parley.protocol.Json;
import dev.parley.server.catchup.History;
import dev.parley.server.catchup.Model;
import dev.parley.server.client.HubClient;
import dev.parley.server.testing.TestBot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Judges what the bots of one organisation were told. What they should have been told follows from the events alone, all taken
 * together, by the model that catch-up is compared with: who came and went when, and what happened in between.
 */
final class Verdict {

    /** What webhooks are not told of at all, and what not of what their own bot does. */
    private static final Set<String> NOT_POSTED = Set.of("channel_created", "bot_renamed");

    private static final Set<String> OWN_NOT_POSTED = Set.of("message", "thread_message", "thread_artifact");

    private final Society society;
    private final Chronicle chronicle;
    private final Model model;
    private final HubClient hub;
    private final Complaints complaints;

    /** When everything that was written has been told to somebody. */
    Verdict(Society society, HubClient hub, Complaints complaints) {
        this.society = society;
        this.chronicle = society.chronicle();
        this.hub = hub;
        this.complaints = complaints;
        History history = new History();
        chronicle
                .entries()
                .forEach(told -> history.add(told.position(), told.type(), told.topic(), told.actor(), told.frame()));
        model = history.model();
    }

    /** Whoever asked for everything must have been told what happened while it was there, and nothing else. */
    void compare(Received received, TestBot bot) {
        received.compare(meantFor(bot));
    }

    /** The same of a webhook, which is told less. */
    void comparePosted(Received received, TestBot bot) {
        UUID self = UUID.fromString(bot.id());
        received.compare(meantFor(bot)
                .and(told -> !NOT_POSTED.contains(told.type()))
                .and(told -> !(OWN_NOT_POSTED.contains(told.type()) && self.equals(told.actor()))));
    }

    private Predicate<Told> meantFor(TestBot bot) {
        Map<UUID, List<Model.Stay>> stays =
                model.stays(id(bot)).stream().collect(Collectors.groupingBy(Model.Stay::topic));
        return told -> told.topic() == null
                || stays.getOrDefault(told.topic(), List.of()).stream()
                        .anyMatch(stay -> stay.from() <= told.position() && told.position() <= stay.to());
    }

    /** What was acknowledged must have been told, as it was, in the order in which it was asked for. */
    void judge(List<Writer> writers) {
        Map<UUID, Told> subjects = chronicle.bySubject();
        for (Writer writer : writers) {
            long last = 0;
            for (Writer.Promise promise : writer.promises()) {
                Told told = subjects.get(promise.subject());
                if (told == null) {
                    complaints.add("What %s wrote was acknowledged and is lost: %s", writer, promise.subject());
                } else {
                    if (told.content() != promise.content()) {
                        complaints.add("What %s wrote is told as something else at %d", writer, told.position());
                    }
                    if (promise.inOrder() && told.position() < last) {
                        complaints.add("What %s wrote at %d is told behind %d", writer, told.position(), last);
                    }
                    last = Math.max(last, told.position());
                }
            }
        }
    }

    /** The messages that can be read must be those that were told, and in the same order. */
    void compareHistories() {
        Map<UUID, List<String>> messages = new HashMap<>();
        Map<UUID, String> readers = new HashMap<>();
        for (Told told : chronicle.entries()) {
            if (told.type().equals("message") || told.type().equals("thread_message")) {
                messages.computeIfAbsent(told.topic(), topic -> new ArrayList<>())
                        .add(told.subject().toString());
                if (told.type().equals("message")) {
                    readers.putIfAbsent(told.topic(), told.actor().toString());
                }
            }
        }
        messages.forEach((topic, ids) -> compareHistory(topic, ids, readers.get(topic)));
    }

    private void compareHistory(UUID topic, List<String> told, String reader) {
        String token = reader == null ? society.host().token() : bot(reader).token();
        String path = (reader == null ? "/api/threads/" : "/api/channels/") + topic;
        List<String> stored = dev.parley.server.process.History.read(hub.withToken(token), path)
                .ids();
        if (!stored.equals(told)) {
            complaints.add("%s has %d messages, %d were told, or in another order", path, stored.size(), told.size());
        }
    }

    /** Who is in a room now must be who came and did not leave. */
    void compareMembers() {
        Map<UUID, Set<String>> members = new HashMap<>();
        for (TestBot bot : society.everybody()) {
            model.stays(id(bot)).stream().filter(Model.Stay::isOpen).forEach(stay -> members.computeIfAbsent(
                            stay.topic(), topic -> new TreeSet<>())
                    .add(bot.id()));
        }
        chronicle.entries().stream()
                .filter(told -> told.type().equals("thread_created"))
                .forEach(told -> compareMembers(told.topic(), members.get(told.topic())));
    }

    private void compareMembers(UUID thread, Set<String> told) {
        JsonNode participants = hub.withToken(society.host().token())
                .get("/api/threads/" + thread)
                .json()
                .path("participants");
        Set<String> stored = new TreeSet<>();
        participants.forEach(one -> stored.add(one.path("bot_id").asString()));
        if (!stored.equals(told)) {
            complaints.add("%s are in thread %s, but what was told makes it %s", stored, thread, told);
        }
    }

    /** Catch-up must sum up the same events. */
    void compareCatchUp(TestBot bot, long start) {
        long since = Position.millis(start) - 1;
        HubClient client = hub.withToken(bot.token());
        String query = "?since=" + since;
        List<JsonNode> events = new ArrayList<>();
        JsonNode page = client.get("/api/me/catchup" + query + "&limit=200").json();
        page.path("events").forEach(events::add);
        while (page.path("has_more").asBoolean()) {
            page = client.get("/api/me/catchup" + query + "&limit=200&cursor="
                            + page.path("cursor").asString())
                    .json();
            page.path("events").forEach(events::add);
        }
        List<JsonNode> expected = model.missed(id(bot), Position.last(since), Long.MAX_VALUE).stream()
                .map(Verdict::json)
                .toList();
        if (!events.equals(expected)) {
            complaints.add("The catch-up of %s has %d events, not %d, or others", bot, events.size(), expected.size());
        }
        JsonNode count = client.get("/api/me/catchup/count" + query).json();
        JsonNode expectedCount = json(model.count(id(bot), Position.last(since)));
        if (!count.equals(expectedCount)) {
            complaints.add("The catch-up of %s counts %s, not %s", bot, count, expectedCount);
        }
    }

    private static JsonNode json(Object value) {
        return Json.parse(Json.write(value)).orElseThrow();
    }

    private TestBot bot(String id) {
        return society.everybody().stream()
                .filter(bot -> bot.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static BotId id(TestBot bot) {
        return BotId.parse(bot.id()).orElseThrow();
    }
}
