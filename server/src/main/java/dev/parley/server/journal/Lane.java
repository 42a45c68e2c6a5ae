package dev.parley.server.journal;

import dev.parley.persistence.Database;
import dev.parley.persistence.Queries;
import dev.parley.persistence.StorageException;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubError;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Group commit: takes all commands that wait, runs them in order in one transaction, commits, answers every caller. While
 * one batch commits the next one fills, so at low load a command waits for nothing and under load hundreds share a commit.
 */
final class Lane {

    /** Commands that share one commit at most. */
    static final int MAX_BATCH = 512;

    /** Commands that may wait; beyond that a caller is told to come back. */
    static final int CAPACITY = 8_192;

    private static final int MAX_ORGS = 2_000;
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final Database database;
    private final Clock clock;
    private final CommitListener listener;
    private final JournalMetrics metrics;
    private final Repeats repeats;
    private final BlockingQueue<Pending<?>> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicBoolean running = new AtomicBoolean();
    private final Map<OrgId, LaneMemory> memories = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<OrgId, LaneMemory> eldest) {
            return size() > MAX_ORGS;
        }
    };

    Lane(Database database, Clock clock, CommitListener listener, JournalMetrics metrics, Repeats repeats) {
        this.database = database;
        this.clock = clock;
        this.listener = listener;
        this.metrics = metrics;
        this.repeats = repeats;
    }

    <T> Mono<T> append(OrgId org, Command<T> command) {
        return Mono.create(caller -> {
            if (!queue.offer(new Pending<>(org, command, caller))) {
                caller.error(overloaded());
            } else if (running.compareAndSet(false, true)) {
                drain();
            }
        });
    }

    int depth() {
        return queue.size();
    }

    /** The lane's own loop, started by whoever finds it idle; it ends when nothing waits. Its batches never fail. */
    private void drain() {
        Mono.defer(listener::ready)
                .then(Mono.defer(this::nextBatch))
                .repeat(this::hasMore)
                .subscribe(ran -> {}, bug -> LOG.error("a lane stopped; this is a bug", bug));
    }

    /** Keeps running, or stops such that the next caller starts the loop again. */
    private boolean hasMore() {
        if (!queue.isEmpty()) {
            return true;
        }
        running.set(false);
        return !queue.isEmpty() && running.compareAndSet(false, true);
    }

    private Mono<Void> nextBatch() {
        List<Pending<?>> commands = new ArrayList<>();
        queue.drainTo(commands, MAX_BATCH);
        metrics.batch(commands.size());
        commands.forEach(command -> command.began(commands.size()));
        return commit(commands).onErrorResume(error -> oneByOne(commands, error));
    }

    /** Finds the guilty one of a failed batch; its neighbours do not notice. */
    private Mono<Void> oneByOne(List<Pending<?>> commands, Throwable error) {
        commands.forEach(command -> memories.remove(command.org()));
        if (commands.size() == 1 || isUnavailable(error)) {
            commands.forEach(command -> command.fail(error));
            return Mono.empty();
        }
        LOG.debug("a batch of {} failed, running its commands one by one", commands.size(), error);
        return Flux.fromIterable(commands)
                .concatMap(command -> commit(List.of(command)).onErrorResume(own -> oneByOne(List.of(command), own)))
                .then();
    }

    private static boolean isUnavailable(Throwable error) {
        return error instanceof StorageException storage
                && (storage.kind() == StorageException.Kind.UNAVAILABLE
                        || storage.kind() == StorageException.Kind.OVERLOADED);
    }

    /** One transaction; emits after the commit, when the entries are handed on and every caller is answered. */
    private Mono<Void> commit(List<Pending<?>> commands) {
        long started = System.nanoTime();
        return database.transaction(queries -> run(queries, commands))
                .doOnNext(batch -> {
                    metrics.committed(System.nanoTime() - started);
                    deliver(batch, commands);
                })
                .then();
    }

    private void deliver(Batch batch, List<Pending<?>> commands) {
        batch.afterCommit().forEach(Lane::runSafely);
        batch.commits().forEach(commit -> runSafely(() -> listener.committed(commit)));
        batch.afterPush().forEach(Lane::runSafely);
        commands.forEach(Pending::complete);
    }

    /** What is committed stays committed: no failure of those who are told of it may make the batch run again. */
    private static void runSafely(Runnable told) {
        try {
            told.run();
        } catch (RuntimeException e) {
            LOG.error("telling of a commit failed; this is a bug", e);
        }
    }

    private Mono<Batch> run(Queries queries, List<Pending<?>> commands) {
        Batch batch = new Batch(queries, clock.millis());
        Map<OrgId, LaneTransaction> orgs = new TreeMap<>();
        commands.forEach(command -> orgs.put(command.org(), null));
        Map<OrgId, Set<UUID>> keys = Repeats.keys(commands);
        return Flux.fromIterable(List.copyOf(orgs.keySet()))
                .concatMap(org -> batch.lock(org)
                        .flatMap(at -> repeats.recall(begin(org, at, batch), keys.getOrDefault(org, Set.of())))
                        .doOnNext(lane -> orgs.put(org, lane)))
                .thenMany(Flux.fromIterable(commands))
                .concatMap(command -> run(command, orgs.get(command.org())))
                .then(Mono.defer(() -> finish(batch, orgs)))
                .thenReturn(batch);
    }

    private LaneTransaction begin(OrgId org, OrgState at, Batch batch) {
        return new LaneTransaction(org, at, batch, memories.computeIfAbsent(org, first -> new LaneMemory()));
    }

    private static Mono<Void> run(Pending<?> command, LaneTransaction lane) {
        if (lane == null) {
            command.refuse(HubException.notFound("Organisation"));
            return Mono.empty();
        }
        return command.run(lane);
    }

    private static Mono<Void> finish(Batch batch, Map<OrgId, LaneTransaction> orgs) {
        List<LaneTransaction> found =
                orgs.values().stream().filter(lane -> lane != null).toList();
        return batch.finish(found)
                .doOnSuccess(done -> found.forEach(lane -> lane.memory().endAt(lane.state())));
    }

    private static HubException overloaded() {
        return HubError.of(ErrorCode.OVERLOADED, "The server has more to write than it can; try again in a second")
                .with("retry_after", 1)
                .asException();
    }
}
