package dev.parley.server.webhook;

import dev.parley.persistence.Database;
import dev.parley.persistence.Queries;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Writes what deliveries change, many changes in one transaction: while one is committed the next ones come together. So
 * hundreds of webhooks that are at work cost H2, which has one writer and waits for the disk, no more than a few.
 */
final class Ledger {

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    private static final int MAX_GROUP = 100;

    private final Database database;
    private final Queue<Change> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean writing = new AtomicBoolean();

    Ledger(Database database) {
        this.database = database;
    }

    private record Change(Function<Queries, Mono<Boolean>> work, MonoSink<Boolean> written) {}

    /**
     * Makes a change, in the order of these calls, and emits its result when it is committed. It fails when it does so alone,
     * too.
     */
    Mono<Boolean> write(Function<Queries, Mono<Boolean>> change) {
        return Mono.create(written -> {
            waiting.add(new Change(change, written));
            begin();
        });
    }

    private void begin() {
        if (writing.compareAndSet(false, true)) {
            next();
        }
    }

    private void next() {
        List<Change> group = take();
        if (!group.isEmpty()) {
            write(group).subscribe(nothing -> {}, bug -> LOG.error("a ledger stopped; this is a bug", bug), this::next);
            return;
        }
        writing.set(false);
        if (!waiting.isEmpty()) {
            begin();
        }
    }

    private List<Change> take() {
        List<Change> group = new ArrayList<>();
        while (group.size() < MAX_GROUP) {
            Change change = waiting.poll();
            if (change == null) {
                break;
            }
            group.add(change);
        }
        return group;
    }

    private Mono<Void> write(List<Change> group) {
        return database.transaction(queries -> Flux.fromIterable(group)
                        .concatMap(change -> change.work().apply(queries))
                        .collectList())
                .doOnNext(results -> succeed(group, results))
                .then()
                .onErrorResume(error -> failed(group, error));
    }

    private static void succeed(List<Change> group, List<Boolean> results) {
        for (int i = 0; i < group.size(); i++) {
            group.get(i).written().success(results.get(i));
        }
    }

    /** The others are not to suffer for the one that cannot be written, or for a deadlock with another node. */
    private Mono<Void> failed(List<Change> group, Throwable error) {
        if (group.size() == 1) {
            group.get(0).written().error(error);
            return Mono.empty();
        }
        return Flux.fromIterable(group)
                .concatMap(change -> write(List.of(change)))
                .then();
    }
}
