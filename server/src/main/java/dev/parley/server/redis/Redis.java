package dev.parley.server.redis;

import dev.parley.config.RedisUrl;
import dev.parley.persistence.StorageException;
import dev.parley.persistence.session.RedisCalls;
import dev.parley.server.redis.RedisClients.Commands;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.api.reactive.RedisClusterReactiveCommands;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * This process's way to Redis, which may be away at any time, also when it is opened. While it does not answer, calls fail
 * at once, so nobody waits for it but the first to notice; twice a second it is tried again.
 */
public final class Redis implements RedisCalls {

    private static final Logger LOG = LoggerFactory.getLogger(Redis.class);

    private static final Duration PROBE = Duration.ofMillis(500);

    private final RedisUrl url;
    private final RedisClients clients;
    private final RedisMetrics metrics;
    private final Disposable probing;

    /** Null until there was a first connection. */
    private volatile Commands commands;

    private volatile boolean answering;

    private final Sinks.Empty<Void> tried = Sinks.empty();

    /** Whether anything was logged yet of how it is. Guarded by this. */
    private boolean noted;

    private Redis(RedisUrl url, MeterRegistry registry) {
        this.url = url;
        this.clients = RedisClients.of(url);
        this.metrics = new RedisMetrics(registry, this);
        // Nobody waits for it: it goes on until Redis is closed.
        this.probing = probe().then(Mono.delay(PROBE)).repeat().subscribe();
    }

    /** Begins to connect; {@link #isAnswering} tells when it has. */
    public static Redis open(RedisUrl url, MeterRegistry registry) {
        return new Redis(url, registry);
    }

    private Mono<Void> probe() {
        return Mono.defer(() -> commands == null ? connect() : Mono.empty())
                .then(Mono.defer(this::ping))
                .doOnSuccess(done -> answers())
                .onErrorResume(error -> Mono.fromRunnable(() -> lost(error)))
                .doOnSuccess(done -> tried.tryEmitEmpty());
    }

    /** Completes as soon as it is known for the first time whether Redis answers. */
    public Mono<Void> tried() {
        return tried.asMono();
    }

    private Mono<Void> connect() {
        return clients.connect().doOnNext(connected -> commands = connected).then();
    }

    private Mono<Void> ping() {
        return commands.ping().timeout(RedisAddress.TIMEOUT.multipliedBy(2)).then();
    }

    /**
     * {@inheritDoc}
     *
     * <p>The answer comes on one of Reactor's parallel threads, as what follows may be long and the connection has one.
     */
    @Override
    public <T> Mono<T> call(Function<RedisClusterReactiveCommands<String, String>, Mono<T>> work) {
        return metrics.time(Mono.defer(() -> answering ? work.apply(commands.commands()) : Mono.error(away())))
                .doOnError(Redis::isSilence, this::lost)
                .onErrorMap(
                        RedisException.class, error -> new StorageException(StorageException.Kind.UNAVAILABLE, error))
                .publishOn(Schedulers.parallel());
    }

    /** Whether it answered the last time it was asked anything. */
    public boolean isAnswering() {
        return answering;
    }

    private static StorageException away() {
        return new StorageException(
                StorageException.Kind.UNAVAILABLE, new RedisException("Redis has not answered, and is not asked"));
    }

    /** A refusal is an answer. */
    private static boolean isSilence(Throwable error) {
        return error instanceof RedisException && !(error instanceof RedisCommandExecutionException);
    }

    private synchronized void answers() {
        if (!answering) {
            answering = true;
            noted = true;
            LOG.info("Redis answers at {}", url);
        }
    }

    private synchronized void lost(Throwable error) {
        if (answering || !noted) {
            noted = true;
            metrics.lost();
            LOG.warn("Redis does not answer at {}; going on without it until it does: {}", url, cause(error));
        }
        answering = false;
    }

    /** What it comes from. */
    static String cause(Throwable error) {
        return error.getCause() == null ? error.toString() : cause(error.getCause());
    }

    RedisMetrics metrics() {
        return metrics;
    }

    RedisClients clients() {
        return clients;
    }

    /** Closes all connections. */
    public Mono<Void> close() {
        return Mono.fromRunnable(probing::dispose).then(clients.close());
    }
}
