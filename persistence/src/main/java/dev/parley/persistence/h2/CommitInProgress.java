package dev.parley.persistence.h2;

import java.sql.SQLException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Holds back what was read while a commit was on its way to the disk. H2 shows a commit to everybody before it is written: a
 * reader who passed it on would tell of what a process that is killed in that moment has lost.
 */
final class CommitInProgress {

    private static final Mono<Void> NONE = Mono.empty();

    private volatile Mono<Void> end = NONE;

    /** Runs the commit, fsync included. One at a time, as there is one writer. */
    void run(Commit commit) throws SQLException {
        Sinks.Empty<Void> ended = Sinks.empty();
        end = ended.asMono().publishOn(Schedulers.parallel());
        try {
            commit.run();
        } finally {
            end = NONE;
            ended.tryEmitEmpty();
        }
    }

    /** Emits what was read just now, as soon as it is on the disk. */
    <T> Mono<T> before(T read) {
        Mono<Void> running = end;
        return running == NONE ? Mono.just(read) : running.thenReturn(read);
    }

    /** What makes a transaction last. */
    @FunctionalInterface
    interface Commit {
        void run() throws SQLException;
    }
}
