package dev.parley.persistence.testing;

import dev.parley.persistence.Database;
import dev.parley.persistence.Insert;
import dev.parley.persistence.artifact.ArtifactRepository;
import dev.parley.persistence.channel.ChannelRepository;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.message.MessageRepository;
import dev.parley.persistence.thread.ThreadRepository;
import dev.parley.persistence.thread.ThreadRow;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.thread.HubThread;
import dev.parley.protocol.thread.JoinPolicy;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.protocol.thread.Visibility;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What happened in one organisation at times of the test's choice, written as the lanes write it.
 *
 * @param taken positions that have an entry
 */
public record Past(Database database, TestOrg org, BotId bot, Set<Long> taken) {

    private static final Insert JOURNAL = Insert.into(
            "journal",
            "org_id",
            "position",
            "type",
            "topic",
            "topic_id",
            "actor_id",
            "frame",
            "catchup_type",
            "catchup_facts");

    public static Past in(Database database) {
        TestOrg org = TestOrg.in(database);
        return new Past(database, org, org.bot("ada").id(), new HashSet<>());
    }

    /** A channel without messages. */
    public UUID channel() {
        UUID channel = UUID.randomUUID();
        org.insert(ChannelRepository.INTO, org.id().value(), channel, "direct", channel, UUID.randomUUID(), 0L);
        return channel;
    }

    /** A thread without messages in which something happened last at that time. */
    public UUID thread(ThreadStatus status, long lastActivity) {
        return threads(1, status, lastActivity).get(0);
    }

    /** Several such threads. */
    public List<UUID> threads(int count, ThreadStatus status, long lastActivity) {
        List<UUID> ids = Stream.generate(UUID::randomUUID).limit(count).toList();
        List<Object[]> rows = ids.stream()
                .map(id -> ThreadRow.inserted(thread(id, status, lastActivity)))
                .toList();
        Bulk.insert(database, ThreadRepository.INTO, rows);
        return ids;
    }

    /** One message at each of those times, of which a channel's and a thread's differ in their entry alone. */
    public void messages(UUID topic, String catchUpType, List<Long> millis) {
        List<Object[]> rows = new ArrayList<>();
        List<Object[]> entries = new ArrayList<>();
        for (long at : millis) {
            long position = freePosition(at);
            rows.add(message(topic, position));
            entries.add(entry(topic, position, catchUpType, null));
        }
        Bulk.insert(database, MessageRepository.INTO, rows);
        Bulk.insert(database, JOURNAL, entries);
    }

    /** Entries of an organisation never share a position. */
    private long freePosition(long millis) {
        long position = Position.first(millis);
        while (!taken.add(position)) {
            position++;
        }
        return position;
    }

    public void channelMessages(UUID channel, List<Long> millis) {
        messages(channel, "channel_message_summary", millis);
    }

    public void threadMessages(UUID thread, List<Long> millis) {
        messages(thread, "thread_message_summary", millis);
    }

    /** Versions 1, 2 … of an artifact at those times. */
    public void artifact(UUID thread, String key, List<Long> millis) {
        for (int version = 1; version <= millis.size(); version++) {
            long at = millis.get(version - 1);
            org.insert(ArtifactRepository.INTO, artifactRow(thread, key, version, at));
            String facts = "{\"artifact_key\":\"%s\",\"version\":%d}".formatted(key, version);
            org.insert(JOURNAL, entry(thread, freePosition(at), "thread_artifact_added", facts));
        }
    }

    /** An entry that only the journal keeps. */
    public void entry(UUID topic, long position, String catchUpType) {
        org.insert(JOURNAL, entry(topic, position, catchUpType, null));
    }

    /** How many rows of a table belong to the organisation, and to a topic if the column is given. */
    public long count(String table, String column, UUID topic) {
        String sql = "SELECT count(*) AS n FROM " + table + " WHERE org_id = $1 AND " + column + " = $2";
        return database.one(sql, row -> row.number("n"), org.id().value(), topic)
                .block();
    }

    private Object[] message(UUID topic, long position) {
        return new Object[] {
            org.id().value(),
            topic,
            position,
            UUID.randomUUID(),
            bot.value(),
            "hi",
            "text",
            null,
            null,
            false,
            null,
            null
        };
    }

    private Object[] entry(UUID topic, long position, String catchUpType, String facts) {
        UUID by = bot.value();
        return new Object[] {org.id().value(), position, "thread_message", "thread", topic, by, "{}", catchUpType, facts
        };
    }

    private Object[] artifactRow(UUID thread, String key, int version, long at) {
        return new Object[] {
            org.id().value(),
            thread,
            key,
            version,
            UUID.randomUUID(),
            "text",
            null,
            "x",
            null,
            null,
            null,
            bot.value(),
            false,
            at
        };
    }

    private HubThread thread(UUID id, ThreadStatus status, long lastActivity) {
        return new HubThread(
                new ThreadId(id),
                org.id(),
                "plans",
                null,
                status,
                bot,
                null,
                null,
                null,
                null,
                Visibility.PUBLIC,
                JoinPolicy.OPEN,
                1,
                0,
                0,
                lastActivity,
                null);
    }
}
