package dev.parley.persistence;

import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The one store of everything durable: H2 in a file, or PostgreSQL. Statements outside {@link #transaction} commit by
 * themselves; what has completed is on disk.
 */
public interface Database extends Queries {

    /**
     * Runs {@code work} in one transaction and commits it before the result is emitted. An error or a cancellation rolls
     * everything back. The statements of one transaction run one after another, in the order of subscription.
     */
    <T> Mono<T> transaction(Function<Queries, Mono<T>> work);

    /**
     * Reads for as long as it takes what there was when {@code work} began; it must not write. Takes a connection for that
     * time.
     */
    <T> Flux<T> snapshot(Function<Snapshot, Flux<T>> work);

    /**
     * How many rows a table has: exact where the database knows or the table is small, else an estimate, as counting a
     * large table means to read it.
     *
     * @param table its name, never from outside
     */
    default Mono<Long> roughCount(String table) {
        return one("SELECT count(*) AS n FROM " + table, row -> row.number("n"));
    }

    /** Frees a little of the space that is taken by what is gone, where the database does not by itself; often to be run. */
    default Mono<Void> compact() {
        return Mono.empty();
    }

    /** How many independent writers are worth having: lanes beyond this number only wait for each other. */
    int writers();

    /** Connections in use and allowed, for the metrics. */
    PoolUse poolUse();

    /** Closes every connection once running work has ended. */
    Mono<Void> close();

    /**
     * How busy the connections are.
     *
     * @param acquired connections in use
     * @param pending callers waiting for one
     * @param max connections allowed
     */
    record PoolUse(int acquired, int pending, int max) {}
}
