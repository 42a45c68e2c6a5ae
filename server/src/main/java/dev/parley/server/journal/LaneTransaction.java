package dev.parley.server.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.persistence.RowMapper;
import dev.parley.persistence.journal.Position;
import dev.parley.protocol.BotId;
import dev.parley.protocol.Json;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.event.Event;
import dev.parley.protocol.event.Frames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What a {@link Command} works with: its organisation at one moment, and the transaction it shares with its batch. Rows
 * given to {@link #insertLater} and {@link #updateLater} are written together at the end of the batch, or before the next
 * statement that could see them.
 */
public final class LaneTransaction implements Queries {

    private final OrgId org;
    private final Batch batch;
    private final LaneMemory memory;
    private final OrgState before;
    private final List<JournalEntry> entries = new ArrayList<>();
    private final Map<UUID, String> answered = new HashMap<>();
    private long position;
    private int writes;
    private @Nullable String trace;
    private boolean outdates;

    LaneTransaction(OrgId org, OrgState before, Batch batch, LaneMemory memory) {
        this.org = org;
        this.before = before;
        this.position = before.position();
        this.batch = batch;
        this.memory = memory;
        memory.startAt(before);
    }

    public OrgId org() {
        return org;
    }

    /** Takes the next position; {@link Position#millis} of it is the time to store with what happens there. */
    public long nextPosition() {
        writes++;
        position = Position.next(position, batch.nowMillis());
        return position;
    }

    /** Appends the entry for {@code event} at a position taken from {@link #nextPosition}, to be pushed after the commit. */
    public void append(long at, Topic topic, Audience audience, BotId actor, Event event) {
        append(at, topic, audience, actor, event, null);
    }

    /** As above, with what the entry adds to the catch-up of the topic's members; {@code actor} may be null. */
    public void append(long at, Topic topic, Audience audience, BotId actor, Event event, CatchUpFact fact) {
        byte[] frame = Frames.requireDeliverable(Json.writeBytes(event));
        JournalEntry entry = new JournalEntry(org, at, event.type(), topic, audience, new String(frame, UTF_8), trace);
        entries.add(entry);
        batch.add(entry, actor, fact);
    }

    /** Inserts a row at the end of the batch, together with the other rows of that table. */
    public void insertLater(Insert into, Object... row) {
        writes++;
        batch.insertLater(into, row);
    }

    /** Runs an update at the end of the batch; a later one with the same text and key replaces it. */
    public void updateLater(Object key, String sql, Object... arguments) {
        writes++;
        batch.updateLater(key, sql, arguments);
    }

    /** A value the lane remembers, or else loads; values are immutable and belong to this organisation. */
    public <T> Mono<T> recall(Class<T> type, Object id, Mono<T> load) {
        return memory.recall(type, id, load);
    }

    /** As {@link #recall}, but with what other nodes did that outdates no memory, as {@link #remember} says. */
    public <T> Mono<T> recallCurrent(Class<T> type, Object id, Mono<T> load) {
        return memory.isBehind() ? load : memory.recall(type, id, load);
    }

    /**
     * Has the lane remember what this command made, or changed in a way that the lanes of other nodes need not know of: what
     * they remember stays good enough for {@link #recall}.
     */
    public <T> void remember(Class<T> type, Object id, T value) {
        writes++;
        memory.remember(type, id, value);
    }

    /** Replaces what the lane remembers, after this command changed it; the lanes of other nodes forget all of the organisation. */
    public <T> void replace(Class<T> type, Object id, T value) {
        outdates = true;
        remember(type, id, value);
    }

    /** Forgets everything that lanes, this one and others, remember of the organisation, after a change that reaches far. */
    public void forgetAll() {
        writes++;
        outdates = true;
        memory.forgetAll();
    }

    /**
     * Runs {@code action} once the batch is committed, before its entries are pushed and its callers are answered, and even
     * if the caller is gone by then; never if the transaction fails. It must be quick: this is how caches are told.
     */
    public void afterCommit(Runnable action) {
        batch.afterCommit().add(action);
    }

    /** As {@link #afterCommit}, but once the entries were pushed: for what is to reach a connection after them. */
    public void afterPush(Runnable action) {
        batch.afterPush().add(action);
    }

    @Override
    public <T> Mono<List<T>> list(String sql, RowMapper<T> mapper, Object... arguments) {
        return batch.flushed(queries -> queries.list(sql, mapper, arguments));
    }

    @Override
    public Mono<Long> execute(String sql, Object... arguments) {
        return batch.flushed(queries -> {
            writes++;
            return queries.execute(sql, arguments);
        });
    }

    @Override
    public Mono<Long> insert(Insert into, List<Object[]> rows) {
        return batch.flushed(queries -> {
            writes++;
            return queries.insert(into, rows);
        });
    }

    /** How much has been written so far: a command that refuses must have left it alone. */
    int writes() {
        return writes;
    }

    /** The idempotency keys of the batch that have an answer by now, with the fingerprints of what they came with. */
    Map<UUID, String> answered() {
        return answered;
    }

    /** What is appended from now on came about by this {@code traceparent}; null for none. */
    void traced(@Nullable String traceparent) {
        trace = traceparent;
    }

    /** When the batch began. */
    long nowMillis() {
        return batch.nowMillis();
    }

    boolean moved() {
        return position != before.position();
    }

    boolean changed() {
        return moved() || outdates;
    }

    OrgState state() {
        return new OrgState(position, before.version() + (outdates ? 1 : 0));
    }

    Commit commit() {
        return new Commit(org, before.position(), position, entries);
    }

    LaneMemory memory() {
        return memory;
    }
}
