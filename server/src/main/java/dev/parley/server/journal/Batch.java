package dev.parley.server.journal;

import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.protocol.BotId;
import dev.parley.protocol.Json;
import dev.parley.protocol.OrgId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One transaction of a lane: the rows its commands leave for the end, and the entries they append. */
final class Batch {

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

    private static final Insert TRACED = Insert.into(
            "journal",
            Stream.concat(JOURNAL.columns().stream(), Stream.of("trace")).toArray(String[]::new));

    private static final String LOCK = "SELECT position, state_version FROM org_positions WHERE org_id = $1 FOR UPDATE";
    private static final String MOVE = "UPDATE org_positions SET position = $2, state_version = $3 WHERE org_id = $1";

    private final Queries queries;
    private final long nowMillis;
    private final Map<Insert, List<Object[]>> inserts = new LinkedHashMap<>();
    private final Map<UpdateKey, Object[]> updates = new LinkedHashMap<>();
    private List<Commit> commits = List.of();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final List<Runnable> afterPush = new ArrayList<>();
    private boolean pending;

    Batch(Queries queries, long nowMillis) {
        this.queries = queries;
        this.nowMillis = nowMillis;
    }

    long nowMillis() {
        return nowMillis;
    }

    /** How it moves its organisations, once it is finished. */
    List<Commit> commits() {
        return commits;
    }

    /** What to do once the batch is committed, in order. */
    List<Runnable> afterCommit() {
        return afterCommit;
    }

    /** What to do once its entries were handed on, in order. */
    List<Runnable> afterPush() {
        return afterPush;
    }

    /** Locks the organisation for this transaction; empty when there is no such organisation. */
    Mono<OrgState> lock(OrgId org) {
        return queries.one(LOCK, row -> new OrgState(row.number("position"), row.number("state_version")), org.value());
    }

    void add(JournalEntry entry, BotId actor, CatchUpFact fact) {
        Object[] row = {
            entry.org().value(),
            entry.position(),
            entry.type(),
            entry.topic().kind().stored(),
            entry.topic().id(),
            actor == null ? null : actor.value(),
            entry.frame(),
            fact == null ? null : fact.type(),
            fact == null || fact.facts() == null ? null : Json.write(fact.facts())
        };
        if (entry.trace() == null) {
            insertLater(JOURNAL, row);
        } else {
            Object[] traced = Arrays.copyOf(row, row.length + 1);
            traced[row.length] = entry.trace();
            insertLater(TRACED, traced);
        }
    }

    void insertLater(Insert into, Object... row) {
        pending = true;
        inserts.computeIfAbsent(into, table -> new ArrayList<>()).add(row);
    }

    void updateLater(Object key, String sql, Object... arguments) {
        pending = true;
        updates.put(new UpdateKey(sql, key), arguments);
    }

    /** Runs {@code work} after everything that was left for later. */
    <T> Mono<T> flushed(Function<Queries, Mono<T>> work) {
        return Mono.defer(() -> pending ? flush().then(work.apply(queries)) : work.apply(queries));
    }

    /** Writes what is left and the organisations' new positions. */
    Mono<Void> finish(List<LaneTransaction> orgs) {
        commits = orgs.stream()
                .filter(LaneTransaction::moved)
                .map(LaneTransaction::commit)
                .toList();
        return flush().thenMany(Flux.fromIterable(orgs))
                .filter(LaneTransaction::changed)
                .concatMap(org -> queries.execute(
                        MOVE,
                        org.org().value(),
                        org.state().position(),
                        org.state().version()))
                .then();
    }

    private Mono<Void> flush() {
        pending = false;
        Map<Insert, List<Object[]>> rows = new LinkedHashMap<>(inserts);
        Map<UpdateKey, Object[]> changes = new LinkedHashMap<>(updates);
        inserts.clear();
        updates.clear();
        return Flux.fromIterable(rows.entrySet())
                .concatMap(table -> queries.insert(table.getKey(), table.getValue()))
                .thenMany(Flux.fromIterable(changes.entrySet()))
                .concatMap(change -> queries.execute(change.getKey().sql(), change.getValue()))
                .then();
    }

    private record UpdateKey(String sql, Object key) {}
}
