package dev.parley.persistence.postgres;

import dev.parley.persistence.Database;
import dev.parley.persistence.Insert;
import dev.parley.persistence.OnDemand;
import dev.parley.persistence.Queries;
import dev.parley.persistence.RowMapper;
import dev.parley.persistence.Snapshot;
import dev.parley.persistence.StorageException;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.api.PostgresTransactionDefinition;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.TransactionDefinition;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** PostgreSQL through a bounded connection pool. */
public final class PostgresDatabase implements Database {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ACQUIRE = Duration.ofSeconds(10);
    private static final Duration STATEMENT = Duration.ofSeconds(30);

    /** More lanes than this no longer raise the throughput of one database; each holds one connection. */
    private static final int MAX_WRITERS = 4;

    /** Rows that are counted one by one: some ten milliseconds. */
    private static final int COUNTED_ROWS = 100_000;

    private static final TransactionDefinition SNAPSHOT =
            PostgresTransactionDefinition.from(IsolationLevel.REPEATABLE_READ).readOnly();

    private final ConnectionPool pool;
    private final int poolSize;

    private PostgresDatabase(ConnectionPool pool, int poolSize) {
        this.pool = pool;
        this.poolSize = poolSize;
    }

    /** Connects to {@code postgresql://user:password@host:port/name}; see {@link #open(ConnectionFactoryOptions, int)}. */
    public static Mono<Database> open(String url, int poolSize) {
        return open(ConnectionFactoryOptions.parse("r2dbc:postgresql:" + url.substring(url.indexOf("//"))), poolSize);
    }

    /**
     * Connects to where {@code address} says.
     *
     * @param address host, port, database, user, password and TLS
     * @param poolSize connections, at least 2
     */
    public static Mono<Database> open(ConnectionFactoryOptions address, int poolSize) {
        return Mono.defer(() -> {
            ConnectionPool pool = new ConnectionPool(ConnectionPoolConfiguration.builder(factory(address))
                    .initialSize(2)
                    .maxSize(poolSize)
                    .maxAcquireTime(ACQUIRE)
                    .acquireRetry(1)
                    .maxValidationTime(CONNECT)
                    .build());
            return pool.warmup()
                    .thenReturn((Database) new PostgresDatabase(pool, poolSize))
                    .onErrorMap(R2dbcException.class, PostgresQueries::translated);
        });
    }

    private static ConnectionFactory factory(ConnectionFactoryOptions address) {
        return ConnectionFactories.get(address.mutate()
                .option(ConnectionFactoryOptions.CONNECT_TIMEOUT, CONNECT)
                .option(ConnectionFactoryOptions.STATEMENT_TIMEOUT, STATEMENT)
                .build());
    }

    @Override
    public <T> Mono<List<T>> list(String sql, RowMapper<T> mapper, Object... arguments) {
        return toItsEnd(with(queries -> queries.list(sql, mapper, arguments)));
    }

    /** Whoever leaves does not stop a query that is under way: the driver then keeps the buffers of its parameters. */
    private static <T> Mono<T> toItsEnd(Mono<T> query) {
        return OnDemand.of(Mono.fromFuture(query::toFuture, true));
    }

    @Override
    public Mono<Long> execute(String sql, Object... arguments) {
        return with(queries -> queries.execute(sql, arguments));
    }

    @Override
    public Mono<Long> insert(Insert into, List<Object[]> rows) {
        return transaction(queries -> queries.insert(into, rows));
    }

    @Override
    public <T> Mono<T> transaction(Function<Queries, Mono<T>> work) {
        return OnDemand.of(Mono.usingWhen(
                        pool.create(),
                        connection -> Mono.from(connection.beginTransaction())
                                .then(Mono.defer(() -> work.apply(new PostgresQueries(connection)))),
                        connection -> closeAfter(connection.commitTransaction(), connection),
                        (connection, error) -> closeAfter(connection.rollbackTransaction(), connection),
                        connection -> closeAfter(connection.rollbackTransaction(), connection)))
                .onErrorMap(PostgresDatabase::translated);
    }

    @Override
    public <T> Flux<T> snapshot(Function<Snapshot, Flux<T>> work) {
        return Flux.usingWhen(
                        pool.create(),
                        connection -> Mono.from(connection.beginTransaction(SNAPSHOT))
                                .thenMany(Flux.defer(() -> work.apply(new PostgresSnapshot(connection)))),
                        connection -> closeAfter(connection.rollbackTransaction(), connection),
                        (connection, error) -> closeAfter(connection.rollbackTransaction(), connection),
                        connection -> closeAfter(connection.rollbackTransaction(), connection))
                .onErrorMap(PostgresDatabase::translated);
    }

    /** One chain, as the connection must not go back to the pool before its transaction has ended. */
    private static Mono<Void> closeAfter(Publisher<Void> end, Connection connection) {
        Mono<Void> close = Mono.from(connection.close());
        return Mono.from(end)
                .onErrorResume(error -> close.then(Mono.error(error)))
                .then(close);
    }

    private <T> Mono<T> with(Function<Queries, Mono<T>> work) {
        return OnDemand.of(Mono.usingWhen(
                        pool.create(),
                        connection -> work.apply(new PostgresQueries(connection)),
                        Connection::close,
                        (connection, error) -> connection.close(),
                        Connection::close))
                .onErrorMap(PostgresDatabase::translated);
    }

    private static Throwable translated(Throwable error) {
        if (error instanceof R2dbcTimeoutException || error instanceof TimeoutException) {
            return new StorageException(StorageException.Kind.OVERLOADED, error);
        }
        if (error instanceof R2dbcNonTransientResourceException) {
            return new StorageException(StorageException.Kind.UNAVAILABLE, error);
        }
        return error instanceof R2dbcException failure ? PostgresQueries.translated(failure) : error;
    }

    /** A count of a few, else what the statistics say, which are kept by autovacuum. */
    @Override
    public Mono<Long> roughCount(String table) {
        String few = "SELECT count(*) AS n FROM (SELECT 1 FROM " + table + " LIMIT $1) AS few";
        return one(few, row -> row.number("n"), COUNTED_ROWS + 1)
                .flatMap(count -> count <= COUNTED_ROWS ? Mono.just(count) : estimate(table));
    }

    private Mono<Long> estimate(String table) {
        return one(
                "SELECT greatest(reltuples::bigint, $2) AS n FROM pg_class WHERE oid = cast($1 AS regclass)",
                row -> row.number("n"),
                table,
                (long) COUNTED_ROWS);
    }

    @Override
    public int writers() {
        return Math.max(1, Math.min(MAX_WRITERS, poolSize / 2));
    }

    @Override
    public PoolUse poolUse() {
        return pool.getMetrics()
                .map(metrics -> new PoolUse(metrics.acquiredSize(), metrics.pendingAcquireSize(), poolSize))
                .orElse(new PoolUse(0, 0, poolSize));
    }

    @Override
    public Mono<Void> close() {
        return pool.disposeLater();
    }
}
