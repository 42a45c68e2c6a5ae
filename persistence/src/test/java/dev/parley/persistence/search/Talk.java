package dev.parley.persistence.search;

import dev.parley.persistence.Database;
import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.message.MessageRepository;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.persistence.thread.ThreadRepository;
import dev.parley.persistence.thread.ThreadRow;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.thread.HubThread;
import dev.parley.protocol.thread.JoinPolicy;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.protocol.thread.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** An organisation that talks in one thread, as its rows: what a search is to find. Writers take turns as in a lane. */
public final class Talk {

    private static final Insert JOURNAL =
            Insert.into("journal", "org_id", "position", "type", "topic", "topic_id", "actor_id", "frame");

    private static final String LOCK = "SELECT position FROM org_positions WHERE org_id = $1 FOR UPDATE";
    private static final String MOVE = "UPDATE org_positions SET position = $2 WHERE org_id = $1";

    private final Database database;
    private final TestOrg org;
    private final BotSummary ada;
    private final ThreadId thread;

    private Talk(Database database) {
        this.database = database;
        org = TestOrg.in(database);
        ada = org.bot("ada");
        thread = begin("talk");
    }

    /** Blocks, as every method here. */
    public static Talk in(Database database) {
        return new Talk(database);
    }

    public OrgId org() {
        return org.id();
    }

    public BotSummary ada() {
        return ada;
    }

    public TestOrg testOrg() {
        return org;
    }

    /** Begins a thread whose last activity is its position. */
    public ThreadId begin(String topic) {
        return begin(topic, Visibility.PUBLIC);
    }

    public ThreadId begin(String topic, Visibility visibility) {
        ThreadId id = ThreadId.next();
        database.transaction(queries -> position(queries).flatMap(last -> queries.insert(
                                ThreadRepository.INTO,
                                List.<Object[]>of(ThreadRow.inserted(thread(id, topic, visibility, last + 1))))
                        .then(journal(queries, List.<Object[]>of(entry(last + 1, "thread_created", id))))
                        .then(move(queries, last + 1))))
                .block();
        return id;
    }

    /** Begins as many threads with the same topic, each active after the one before. */
    public void beginMany(String topic, int threads) {
        database.transaction(queries -> position(queries).flatMap(last -> {
                    List<Object[]> rows = new ArrayList<>();
                    List<Object[]> entries = new ArrayList<>();
                    for (int i = 1; i <= threads; i++) {
                        HubThread begun = thread(ThreadId.next(), topic, Visibility.PUBLIC, last + i);
                        rows.add(ThreadRow.inserted(begun));
                        entries.add(entry(last + i, "thread_created", begun.id()));
                    }
                    return queries.insert(ThreadRepository.INTO, rows)
                            .then(journal(queries, entries))
                            .then(move(queries, last + threads));
                }))
                .block();
    }

    /** Gives a thread another topic. */
    public void rename(ThreadId id, String topic) {
        database.transaction(queries -> position(queries).flatMap(last -> queries.execute(
                                "UPDATE threads SET topic = $3, topic_folded = $4 WHERE org_id = $1 AND id = $2",
                                org.id().value(),
                                id.value(),
                                topic,
                                FoldedText.of(topic))
                        .then(journal(queries, List.<Object[]>of(entry(last + 1, "thread_updated", id))))
                        .then(move(queries, last + 1))))
                .block();
    }

    /** Something that cannot be searched. */
    public void rustle(int entries) {
        database.transaction(queries -> position(queries).flatMap(last -> {
                    List<Object[]> rows = new ArrayList<>();
                    for (int i = 1; i <= entries; i++) {
                        rows.add(entry(last + i, "bot_online", thread));
                    }
                    return journal(queries, rows).then(move(queries, last + entries));
                }))
                .block();
    }

    /** Says it all, each in a message; returns their ids. */
    public List<UUID> say(List<String> contents) {
        return database.transaction(queries -> position(queries).flatMap(last -> say(queries, last, contents)))
                .block();
    }

    private Mono<List<UUID>> say(Queries queries, long last, List<String> contents) {
        List<UUID> ids = new ArrayList<>();
        List<Object[]> messages = new ArrayList<>();
        List<Object[]> entries = new ArrayList<>();
        for (String content : contents) {
            UUID id = UUID.randomUUID();
            long position = last + ids.size() + 1;
            ids.add(id);
            entries.add(entry(position, "thread_message", thread));
            messages.add(message(id, position, content));
        }
        return queries.insert(MessageRepository.INTO, messages)
                .then(journal(queries, entries))
                .then(move(queries, last + contents.size()))
                .thenReturn(ids);
    }

    public void delete(List<UUID> messages) {
        database.execute(
                        "DELETE FROM messages WHERE org_id = $1 AND id = ANY($2)",
                        org.id().value(),
                        messages.toArray(UUID[]::new))
                .block();
    }

    private Object[] message(UUID id, long position, String content) {
        return new Object[] {
            org.id().value(),
            thread.value(),
            position,
            id,
            ada.id().value(),
            content,
            "text",
            null,
            null,
            false,
            null,
            null
        };
    }

    private Object[] entry(long position, String type, ThreadId topic) {
        return new Object[] {
            org.id().value(), position, type, "thread", topic.value(), ada.id().value(), "{}"
        };
    }

    private static Mono<Long> journal(Queries queries, List<Object[]> entries) {
        return queries.insert(JOURNAL, entries);
    }

    private Mono<Long> position(Queries queries) {
        return queries.one(LOCK, row -> row.number("position"), org.id().value());
    }

    private Mono<Long> move(Queries queries, long to) {
        return queries.execute(MOVE, org.id().value(), to);
    }

    private HubThread thread(ThreadId id, String topic, Visibility visibility, long at) {
        return new HubThread(
                id,
                org.id(),
                topic,
                null,
                ThreadStatus.ACTIVE,
                ada.id(),
                null,
                null,
                null,
                null,
                visibility,
                JoinPolicy.OPEN,
                1,
                at,
                at,
                at,
                null);
    }
}
