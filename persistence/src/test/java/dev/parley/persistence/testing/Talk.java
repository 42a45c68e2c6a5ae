package dev.parley.persistence.testing;

import dev.parley.persistence.Database;
import dev.parley.persistence.Queries;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.search.FoldedText;
import dev.parley.persistence.thread.ThreadRepository;
import dev.parley.persistence.thread.ThreadRow;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.thread.HubThread;
import dev.parley.protocol.thread.JoinPolicy;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.protocol.thread.Visibility;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** An organisation that talks in one thread, as its rows: what a search is to find. Writers take turns as in a lane. */
public final class Talk {

    /** By the array, as this is for many rows. */
    private static final String SAY = """
            INSERT INTO messages (org_id, topic_id, sender_id, id, position, content, content_type, mention_all)
            SELECT cast($1 AS uuid), cast($2 AS uuid), cast($3 AS uuid), said.id, said.position, said.content, 'text', FALSE
              FROM unnest(cast($4 AS uuid array), cast($5 AS bigint array), cast($6 AS varchar array))
                   AS said(id, position, content)
            """;

    private static final String BEGIN = """
            INSERT INTO threads (org_id, id, topic, topic_folded, status, visibility, join_policy, revision, created_at,
                                 updated_at, last_activity_at)
            SELECT cast($1 AS uuid), begun.id, cast($4 AS varchar), cast($5 AS varchar), 'active', 'public', 'open', 1,
                   begun.at, begun.at, begun.at
              FROM unnest(cast($2 AS uuid array), cast($3 AS bigint array)) AS begun(id, at)
            """;

    private static final String NOTE = """
            INSERT INTO journal (org_id, actor_id, type, position, topic_id, topic, frame)
            SELECT cast($1 AS uuid), cast($2 AS uuid), cast($3 AS varchar), noted.position, noted.topic_id, 'thread', '{}'
              FROM unnest(cast($4 AS bigint array), cast($5 AS uuid array)) AS noted(position, topic_id)
            """;

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
                        .then(journal(queries, "thread_created", positions(last, 1), new UUID[] {id.value()}))
                        .then(move(queries, last + 1))))
                .block();
        return id;
    }

    /** Begins as many threads with the same topic, each active after the one before. */
    public void beginMany(String topic, int threads) {
        database.transaction(queries -> position(queries).flatMap(last -> {
                    Long[] positions = positions(last, threads);
                    UUID[] ids = Stream.generate(() -> ThreadId.next().value())
                            .limit(threads)
                            .toArray(UUID[]::new);
                    return queries.execute(BEGIN, org().value(), ids, positions, topic, FoldedText.of(topic))
                            .then(journal(queries, "thread_created", positions, ids))
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
                        .then(journal(queries, "thread_updated", positions(last, 1), new UUID[] {id.value()}))
                        .then(move(queries, last + 1))))
                .block();
    }

    /** Something that cannot be searched. */
    public void rustle(int entries) {
        database.transaction(queries -> position(queries)
                        .flatMap(last -> journal(queries, "bot_online", positions(last, entries), here(entries))
                                .then(move(queries, last + entries))))
                .block();
    }

    /** Says it all, each in a message; returns their ids. */
    public List<UUID> say(List<String> contents) {
        return database.transaction(queries -> position(queries).flatMap(last -> say(queries, last, contents)))
                .block();
    }

    private Mono<List<UUID>> say(Queries queries, long last, List<String> contents) {
        int count = contents.size();
        Long[] positions = positions(last, count);
        UUID[] ids = Stream.generate(UUID::randomUUID).limit(count).toArray(UUID[]::new);
        String[] texts = contents.toArray(String[]::new);
        return queries.execute(SAY, org().value(), thread.value(), ada.id().value(), ids, positions, texts)
                .then(journal(queries, "thread_message", positions, here(count)))
                .then(move(queries, last + count))
                .thenReturn(List.of(ids));
    }

    public void delete(List<UUID> messages) {
        database.execute(
                        "DELETE FROM messages WHERE org_id = $1 AND id = ANY($2)",
                        org.id().value(),
                        messages.toArray(UUID[]::new))
                .block();
    }

    private Mono<Long> journal(Queries queries, String type, Long[] positions, UUID[] topics) {
        return queries.execute(NOTE, org().value(), ada.id().value(), type, positions, topics);
    }

    private static Long[] positions(long after, int count) {
        return LongStream.rangeClosed(after + 1, after + count).boxed().toArray(Long[]::new);
    }

    private UUID[] here(int count) {
        return Collections.nCopies(count, thread.value()).toArray(UUID[]::new);
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
