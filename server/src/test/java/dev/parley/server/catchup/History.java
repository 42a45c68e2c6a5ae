package dev.parley.server.catchup;

import dev.parley.persistence.Database;
import dev.parley.protocol.Actor;
import dev.parley.protocol.BotId;
import dev.parley.protocol.Json;
import dev.parley.protocol.catchup.CatchUpFacts;
import dev.parley.protocol.catchup.CatchUpType;
import dev.parley.protocol.thread.ThreadStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Tells a {@link Model} what happened in an organisation from the events it sent, in their order, and from nothing else that
 * catch-up uses: neither from the membership table nor from what the entries say of themselves.
 */
public final class History {

    private static final String ENTRIES = """
            SELECT position, type, topic_id, actor_id, frame
              FROM journal
             WHERE org_id = $1
             ORDER BY org_id, position
             LIMIT 100000
            """;

    private final Map<UUID, String> topics = new HashMap<>();
    private final Map<UUID, ThreadStatus> statuses = new HashMap<>();
    private final Map<UUID, Long> begun = new HashMap<>();
    private final Map<UUID, BotId> initiators = new HashMap<>();
    private final Set<List<UUID>> known = new HashSet<>();
    private final Model model = new Model(topics::get);

    /** The model of what an organisation's journal has. */
    static Model of(Database database, UUID org) {
        History history = new History();
        database.list(
                        ENTRIES,
                        row -> new Entry(
                                row.number("position"),
                                row.string("type"),
                                row.uuid("topic_id"),
                                row.uuid("actor_id"),
                                Json.parse(row.string("frame")).orElseThrow()),
                        org)
                .block()
                .forEach(history::add);
        return history.model;
    }

    /**
     * Tells the next event.
     *
     * @param actor null when an administrator did it, or when the frame says who it was
     */
    public void add(long position, String type, UUID topic, UUID actor, JsonNode frame) {
        add(new Entry(position, type, topic, actor, frame));
    }

    /** Of what was told so far. */
    public Model model() {
        return model;
    }

    private void add(Entry entry) {
        switch (entry.type) {
            case "channel_created" ->
                entry.frame.path("members").forEach(bot -> model.joined(entry.topic, bot(bot), entry.position));
            case "message" ->
                happened(entry, entry.by("/message/sender_id"), CatchUpType.CHANNEL_MESSAGE_SUMMARY, null);
            case "thread_created" -> begin(entry);
            case "thread_participant" -> participant(entry);
            case "thread_message" ->
                happened(entry, entry.by("/message/sender_id"), CatchUpType.THREAD_MESSAGE_SUMMARY, null);
            case "thread_artifact" -> artifact(entry);
            case "thread_status_changed" ->
                changed(entry, ThreadStatus.parse(entry.text("/to")).orElseThrow(), new Actor(entry.text("/by")));
            case "thread_updated" -> updated(entry);
            default -> {}
        }
    }

    private void begin(Entry entry) {
        topics.put(entry.topic, entry.text("/thread/topic"));
        statuses.put(entry.topic, ThreadStatus.ACTIVE);
        begun.put(entry.topic, entry.position);
        BotId initiator = entry.by("/thread/initiator_id");
        initiators.put(entry.topic, initiator);
        invited(entry, entry.position, initiator, Actor.bot(initiator));
    }

    /** The first participants come with their thread, whose initiator names them; nobody else is let in without a label. */
    private void participant(Entry entry) {
        BotId bot = entry.by("/bot_id");
        Actor by = new Actor(entry.text("/by"));
        if (entry.text("/action").equals("left")) {
            model.left(entry.topic, bot, entry.position);
            happened(
                    entry,
                    entry.actor(),
                    CatchUpType.THREAD_PARTICIPANT_REMOVED,
                    new CatchUpFacts.Removal(topics.get(entry.topic), by));
            return;
        }
        boolean isNew = known.add(List.of(entry.topic, bot.value()));
        boolean byAdmin = by.name().startsWith("org:");
        boolean self = by.equals(Actor.bot(bot));
        if (entry.frame.has("label") || byAdmin) {
            model.joined(entry.topic, bot, entry.position);
            invited(entry, entry.position, entry.actor(), by);
        } else if (isNew && (!self || bot.equals(initiators.get(entry.topic)))) {
            model.joined(entry.topic, bot, begun.get(entry.topic));
        } else {
            model.joined(entry.topic, bot, entry.position);
        }
    }

    private void invited(Entry entry, long position, BotId inviter, Actor by) {
        model.happened(
                position,
                entry.topic,
                inviter,
                CatchUpType.THREAD_INVITED,
                new CatchUpFacts.Invitation(topics.get(entry.topic), by));
    }

    private void artifact(Entry entry) {
        CatchUpFacts facts = new CatchUpFacts.ArtifactVersion(
                entry.text("/artifact/artifact_key"),
                entry.frame.at("/artifact/version").asInt());
        happened(entry, entry.by("/artifact/contributor_id"), CatchUpType.THREAD_ARTIFACT_ADDED, facts);
    }

    /** The topic that catch-up tells is the one from before the change. */
    private void updated(Entry entry) {
        if (entry.frame.path("changes").valueStream().anyMatch(change -> change.asString()
                .equals("status"))) {
            ThreadStatus to = ThreadStatus.parse(entry.text("/thread/status")).orElseThrow();
            changed(entry, to, Actor.bot(entry.actor()));
        }
        topics.put(entry.topic, entry.text("/thread/topic"));
    }

    private void changed(Entry entry, ThreadStatus to, Actor by) {
        ThreadStatus from = statuses.put(entry.topic, to);
        happened(
                entry,
                entry.actor(),
                CatchUpType.THREAD_STATUS_CHANGED,
                new CatchUpFacts.StatusChange(topics.get(entry.topic), from, to, by));
    }

    private void happened(Entry entry, BotId actor, CatchUpType type, CatchUpFacts facts) {
        model.happened(entry.position, entry.topic, actor, type, facts);
    }

    private static BotId bot(JsonNode id) {
        return BotId.parse(id.asString()).orElseThrow();
    }

    private record Entry(long position, String type, UUID topic, UUID actorId, JsonNode frame) {

        BotId actor() {
            return actorId == null ? null : new BotId(actorId);
        }

        BotId by(String pointer) {
            return bot(frame.at(pointer));
        }

        String text(String pointer) {
            return frame.at(pointer).asString();
        }
    }
}
