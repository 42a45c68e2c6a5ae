package dev.parley.persistence.h2;

import dev.parley.persistence.Database;
import dev.parley.persistence.Insert;
import dev.parley.persistence.OnDemand;
import dev.parley.persistence.Queries;
import dev.parley.persistence.RowMapper;
import dev.parley.persistence.Snapshot;
import dev.parley.persistence.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.pool.InstrumentedPool;
import reactor.pool.PoolAcquirePendingLimitException;
import reactor.pool.PoolBuilder;
import reactor.pool.PooledRef;

/**
 * The embedded database: one writer session and a few readers. A write is fsynced by {@code CHECKPOINT SYNC} before it is
 * emitted, and before anybody is told who read it; {@link H2File} tells why H2 must not write by itself.
 */
public final class H2Database implements Database {

    private static final int READERS = 2;

    /** Callers that may wait for a session; their work is local and short, so none waits for long. */
    private static final int PENDING = 2_000;

    private static final Duration CLOSE = Duration.ofSeconds(5);

    /**
     * Space that is of no use any more is written over after a second, when what replaced it has long been fsynced. H2's own
     * 45 seconds let the file grow to nine times the size under load.
     */
    static final String OPTIONS =
            ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_ON_EXIT=FALSE"
                    + ";WRITE_DELAY=0;RETENTION_TIME=1000";

    private final String url;
    private final InstrumentedPool<H2Session> writer;
    private final InstrumentedPool<H2Session> readers;
    private final CommitInProgress commit = new CommitInProgress();

    private H2Database(String url) {
        this.url = url;
        writer = pool(url, "h2-writer", 1);
        readers = pool(url, "h2-reader", READERS);
    }

    /** Opens the database in the file {@code parley.mv.db} of {@code directory}, creating it on first use. */
    public static Mono<Database> open(Path directory) {
        String file = directory.toAbsolutePath().resolve("parley").toString();
        return open("jdbc:h2:async:" + file + OPTIONS);
    }

    /** Whether another process has the database of that directory open. Blocks. */
    public static boolean isOpenElsewhere(Path directory) {
        Path file = file(directory);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException thisProcessHasIt) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("The database cannot be opened: " + file, e);
        }
    }

    /** Gives back the space that much writing at once has left unused; nobody may have the database open. Blocks. */
    public static void compactFile(Path directory) {
        String database = directory.toAbsolutePath().resolve("parley").toString();
        try (Connection connection = DriverManager.getConnection("jdbc:h2:async:" + database + OPTIONS);
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN COMPACT");
        } catch (SQLException e) {
            throw StorageException.ofSqlState(e.getSQLState(), e);
        }
    }

    /** The file of the database in that directory. */
    public static Path file(Path directory) {
        return directory.toAbsolutePath().resolve("parley.mv.db");
    }

    /** Opens a private database in memory, gone when it is closed; for tests. */
    public static Mono<Database> inMemory(String name) {
        return open("jdbc:h2:mem:" + name + OPTIONS + ";DB_CLOSE_DELAY=-1");
    }

    static Mono<Database> open(String url) {
        return Mono.defer(() -> {
            H2Database database = new H2Database(url);
            return database.writer.warmup().then(database.readers.warmup()).thenReturn(database);
        });
    }

    private static InstrumentedPool<H2Session> pool(String url, String name, int size) {
        AtomicInteger number = new AtomicInteger();
        return PoolBuilder.from(Mono.defer(() -> H2Session.open(url, name + "-" + number.incrementAndGet())))
                .sizeBetween(size, size)
                .maxPendingAcquire(PENDING)
                .destroyHandler(H2Session::close)
                .acquisitionScheduler(Schedulers.immediate())
                .buildPool();
    }

    @Override
    public <T> Mono<List<T>> list(String sql, RowMapper<T> mapper, Object... arguments) {
        return with(readers, session -> new H2Queries(session).list(sql, mapper, arguments))
                .flatMap(commit::before);
    }

    @Override
    public Mono<Long> execute(String sql, Object... arguments) {
        return transaction(queries -> queries.execute(sql, arguments));
    }

    @Override
    public Mono<Long> insert(Insert into, List<Object[]> rows) {
        return transaction(queries -> queries.insert(into, rows));
    }

    @Override
    public <T> Mono<T> transaction(Function<Queries, Mono<T>> work) {
        return OnDemand.of(Mono.usingWhen(
                acquire(writer),
                ref -> begin(ref.poolable()).flatMap(work),
                ref -> releaseAfter(commitOrRollBack(ref.poolable()), ref),
                (ref, error) -> releaseAfter(rollback(ref.poolable()), ref),
                ref -> releaseAfter(rollback(ref.poolable()), ref)));
    }

    /** On a session of its own, as it would keep a reader from everybody else. */
    @Override
    public <T> Flux<T> snapshot(Function<Snapshot, Flux<T>> work) {
        return Flux.usingWhen(
                H2Session.open(url, "h2-snapshot"),
                session -> H2Snapshot.begin(session).flatMap(commit::before).flatMapMany(work),
                session -> rollback(session).then(session.close()));
    }

    private static Mono<Queries> begin(H2Session session) {
        return session.call(() -> {
            session.connection().setAutoCommit(false);
            return new H2Queries(session);
        });
    }

    /** What a commit that failed leaves behind must not become part of the session's next transaction. */
    private Mono<Void> commitOrRollBack(H2Session session) {
        return commit(session)
                .onErrorResume(error -> rollback(session).onErrorComplete().then(Mono.error(error)));
    }

    private Mono<Void> commit(H2Session session) {
        return session.call(() -> {
            commit.run(() -> {
                session.connection().commit();
                session.connection().setAutoCommit(true);
                session.prepare("CHECKPOINT SYNC").execute();
            });
            return null;
        });
    }

    private static Mono<Void> rollback(H2Session session) {
        return session.call(() -> {
            session.connection().rollback();
            session.connection().setAutoCommit(true);
            return null;
        });
    }

    /** One chain, as the session must not go back to its pool before its transaction has ended. */
    private static Mono<Void> releaseAfter(Mono<Void> end, PooledRef<H2Session> ref) {
        return end.onErrorResume(error -> ref.release().then(Mono.error(error))).then(ref.release());
    }

    private static <T> Mono<T> with(InstrumentedPool<H2Session> pool, Function<H2Session, Mono<T>> work) {
        return OnDemand.of(Mono.usingWhen(
                acquire(pool),
                ref -> work.apply(ref.poolable()),
                PooledRef::release,
                (ref, error) -> ref.release(),
                PooledRef::release));
    }

    private static Mono<PooledRef<H2Session>> acquire(InstrumentedPool<H2Session> pool) {
        return pool.acquire().onErrorMap(PoolAcquirePendingLimitException.class, H2Database::overloaded);
    }

    private static StorageException overloaded(PoolAcquirePendingLimitException full) {
        return new StorageException(StorageException.Kind.OVERLOADED, full);
    }

    @Override
    public int writers() {
        return 1;
    }

    @Override
    public PoolUse poolUse() {
        var reads = readers.metrics();
        var writes = writer.metrics();
        return new PoolUse(
                reads.acquiredSize() + writes.acquiredSize(),
                reads.pendingAcquireSize() + writes.pendingAcquireSize(),
                READERS + 1);
    }

    @Override
    public Mono<Void> compact() {
        return with(
                writer,
                session -> session.call(() -> {
                    H2File.compact(session.connection());
                    session.prepare("CHECKPOINT SYNC").execute();
                    return null;
                }));
    }

    /** Waits for the work in progress, but not for ever. */
    @Override
    public Mono<Void> close() {
        return close(readers, READERS).then(close(writer, 1));
    }

    /**
     * Takes the sessions out, each when its thread has nothing left to do, hence the hop. A pool that is disposed of does
     * not wait for what is in use, and destroys a second time what is just coming back.
     */
    private static Mono<Void> close(InstrumentedPool<H2Session> pool, int size) {
        return Flux.range(0, size)
                .flatMap(session -> pool.acquire(), size)
                .publishOn(Schedulers.parallel())
                .flatMap(ref -> ref.poolable().call(() -> null).then(ref.invalidate()), size)
                .then()
                .timeout(CLOSE)
                .onErrorComplete()
                .then(pool.disposeLater());
    }
}
