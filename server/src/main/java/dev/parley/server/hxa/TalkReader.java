package dev.parley.server.hxa;

import dev.parley.persistence.Insert;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.message.MessageRepository;
import dev.parley.persistence.message.StoredMessage;
import dev.parley.persistence.thread.ThreadRepository;
import dev.parley.persistence.thread.ThreadRow;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ChannelId;
import dev.parley.protocol.Json;
import dev.parley.protocol.MessageId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.RawJson;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.event.Event;
import dev.parley.protocol.message.Mention;
import dev.parley.protocol.thread.CloseReason;
import dev.parley.protocol.thread.HubThread;
import dev.parley.protocol.thread.JoinPolicy;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.protocol.thread.Visibility;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/**
 * Reads what was said in an organisation, in the order of time, and gives each thread and message the position and the journal
 * entry it would have had here: so history, search and catch-up read it as any other. Threads are kept in memory meanwhile.
 */
final class TalkReader {

    private static final Insert JOURNAL = Insert.into(
            "journal", "org_id", "position", "type", "topic", "topic_id", "actor_id", "frame", "catchup_type");
    private static final TypeReference<List<Mention>> MENTIONS = new TypeReference<>() {};
    private static final TypeReference<List<String>> TAGS = new TypeReference<>() {};

    /** What messages of either kind may have; a kind that lacks one of them has null there. */
    private static final List<String> COLUMNS = List.of(
            "id",
            "topic_id",
            "created_at",
            "sender_id",
            "content",
            "content_type",
            "parts",
            "mentions",
            "mention_all",
            "metadata",
            "reply_to_id");

    private final Source source;
    private final OrgReader reader;
    private final OrgId org;
    private final Tally tally;
    private final Map<UUID, HubThread> threads = new HashMap<>();
    private long position;

    TalkReader(Source source, OrgReader reader, OrgId org, Tally tally) {
        this.source = source;
        this.reader = reader;
        this.org = org;
        this.tally = tally;
    }

    /** The last position that was given to something. */
    long position() {
        return position;
    }

    /** To be read after everything else: it wants the names of bots. */
    Flux<Line> lines() {
        return Flux.concat(threads(), Flux.defer(this::said));
    }

    private Flux<Line> threads() {
        return reader.rows("threads", reader.ofOrg()).concatMapIterable(row -> {
            Optional<HubThread> thread = thread(row);
            if (thread.isEmpty()) {
                tally.left("threads without an id or a topic");
                return List.of();
            }
            tally.brought("threads");
            threads.put(thread.get().id().value(), thread.get());
            return List.of(new Line(ThreadRepository.INTO, ThreadRow.inserted(thread.get())));
        });
    }

    private Optional<HubThread> thread(SourceRow row) {
        long createdAt = row.number("created_at").orElse(0L);
        return row.uuid("id").flatMap(id -> row.text("topic")
                .map(topic -> new HubThread(
                        new ThreadId(id),
                        org,
                        topic,
                        row.json("tags").flatMap(TalkReader::tags).orElse(null),
                        row.text("status").flatMap(ThreadStatus::parse).orElse(ThreadStatus.ACTIVE),
                        row.uuid("initiator_id").map(BotId::new).orElse(null),
                        row.uuid("channel_id").map(ChannelId::new).orElse(null),
                        row.text("context").orElse(null),
                        row.text("close_reason").flatMap(CloseReason::parse).orElse(null),
                        row.json("permission_policy").orElse(null),
                        row.text("visibility").flatMap(Visibility::parse).orElse(Visibility.PUBLIC),
                        row.text("join_policy").flatMap(JoinPolicy::parse).orElse(JoinPolicy.OPEN),
                        row.number("revision").orElse(1L),
                        createdAt,
                        row.number("updated_at").orElse(createdAt),
                        row.number("last_activity_at").orElse(createdAt),
                        row.number("resolved_at").orElse(null))));
    }

    private static Optional<List<String>> tags(String json) {
        try {
            return Optional.ofNullable(Json.mapper().readValue(json, TAGS));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Beginnings of threads, and messages of both kinds, as one history. */
    private Flux<Line> said() {
        List<String> parts = new ArrayList<>();
        parts.add(select("thread", "threads", "id", reader.ofOrg()));
        parts.add(select("thread_message", "thread_messages", "thread_id", reader.of("threads", "thread_id")));
        parts.add(select("message", "messages", "channel_id", reader.of("channels", "channel_id")));
        List<String> columns = new ArrayList<>(List.of("kind"));
        columns.addAll(COLUMNS);
        String list = columns.stream()
                .map(name -> "cast(" + name + " AS text) AS " + name)
                .collect(Collectors.joining(", "));
        String sql = "SELECT " + list + " FROM (" + String.join(" UNION ALL ", parts)
                + ") AS said ORDER BY said.created_at, said.rank, said.id";
        return source.rows(sql, columns).concatMapIterable(this::line);
    }

    private String select(String kind, String table, String topic, String condition) {
        Set<String> there = new TreeSet<>(source.columns(table));
        String list =
                COLUMNS.stream().map(name -> expression(name, topic, there)).collect(Collectors.joining(", "));
        String from = there.isEmpty() ? "(SELECT 1 AS none) AS missing WHERE 1 = 0" : table + " WHERE " + condition;
        return "SELECT '" + kind + "' AS kind, " + (kind.equals("thread") ? 0 : 1) + " AS rank, " + list + " FROM "
                + from;
    }

    private static String expression(String name, String topic, Set<String> there) {
        String column = name.equals("topic_id") ? topic : name;
        if (name.equals("reply_to_id") && !there.contains(name)) {
            column = "reply_to";
        }
        if (name.equals("created_at")) {
            return there.contains(name) ? "created_at" : "0 AS created_at";
        }
        return (there.contains(column) ? "cast(" + column + " AS text)" : "cast(NULL AS text)") + " AS " + name;
    }

    private List<Line> line(SourceRow row) {
        String kind = row.text("kind").orElseThrow();
        Optional<UUID> id = row.uuid("id");
        Optional<UUID> topic = row.uuid("topic_id");
        Optional<Long> createdAt = row.number("created_at");
        if (id.isEmpty() || topic.isEmpty() || createdAt.isEmpty()) {
            tally.left(kind + "s without an id or a time");
            return List.of();
        }
        position = Position.next(position, createdAt.get());
        if (kind.equals("thread")) {
            return thread(threads.get(id.get()));
        }
        tally.brought(kind.equals("message") ? "messages" : "thread_messages");
        StoredMessage message = message(row, id.get(), topic.get());
        return kind.equals("message") ? direct(message) : threaded(message);
    }

    private List<Line> thread(HubThread thread) {
        if (thread == null) {
            return List.of();
        }
        UUID actor = thread.initiatorId() == null ? null : thread.initiatorId().value();
        return List.of(
                entry("thread_created", "thread", thread.id().value(), actor, new Event.ThreadCreated(thread), null));
    }

    private List<Line> direct(StoredMessage message) {
        Event event =
                new Event.MessageSent(new ChannelId(message.topic()), message.toDirectMessage(), message.senderName());
        return List.of(
                row(message),
                entry("message", "channel", message.topic(), sender(message), event, "channel_message_summary"));
    }

    private List<Line> threaded(StoredMessage message) {
        Event event = new Event.ThreadMessageSent(new ThreadId(message.topic()), message.toThreadMessage());
        return List.of(
                row(message),
                entry("thread_message", "thread", message.topic(), sender(message), event, "thread_message_summary"));
    }

    private static UUID sender(StoredMessage message) {
        return message.senderId() == null ? null : message.senderId().value();
    }

    private Line entry(String type, String topic, UUID topicId, UUID actor, Event event, String catchUp) {
        return new Line(
                JOURNAL, new Object[] {org.value(), position, type, topic, topicId, actor, Json.write(event), catchUp});
    }

    private StoredMessage message(SourceRow row, UUID id, UUID topic) {
        Optional<UUID> sender = row.uuid("sender_id");
        return new StoredMessage(
                topic,
                position,
                new MessageId(id),
                sender.map(BotId::new).orElse(null),
                sender.map(reader.botNames()::get).orElse(null),
                row.text("content").orElse(""),
                row.text("content_type").orElse("text"),
                row.json("parts")
                        .filter(text -> text.startsWith("["))
                        .map(RawJson::new)
                        .orElse(null),
                row.json("mentions").map(TalkReader::mentions).orElse(List.of()),
                row.flag("mention_all"),
                row.json("metadata").map(RawJson::new).orElse(null),
                row.uuid("reply_to_id").map(MessageId::new).orElse(null),
                null);
    }

    private static List<Mention> mentions(String json) {
        try {
            List<Mention> mentions = Json.mapper().readValue(json, MENTIONS);
            return mentions == null ? List.of() : mentions;
        } catch (JacksonException e) {
            return List.of();
        }
    }

    private Line row(StoredMessage message) {
        return new Line(MessageRepository.INTO, new Object[] {
            org.value(),
            message.topic(),
            message.position(),
            message.id().value(),
            sender(message),
            message.content(),
            message.contentType(),
            RawJson.textOf(message.parts()),
            message.mentions().isEmpty() ? null : Json.write(message.mentions()),
            message.mentionAll(),
            RawJson.textOf(message.metadata()),
            message.replyToId() == null ? null : message.replyToId().value()
        });
    }
}
